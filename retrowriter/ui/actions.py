"""The commands of the program: one table, from which menus, toolbars, keys and descriptions are made."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QWidget

from retrowriter.ui.theme import icons
from retrowriter.ui.translation import command_text

SEPARATOR = "-"


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes:
        name: what the program calls it; MainWindow has a slot of this name with "_on_" in front.
        text: in the menu, with its mnemonic; "..." when more has to be said.
        keys: shortcuts; the first is shown.
        icon: picture on the toolbar, "" for none.
        description: one line for the status bar.
        checkable: it is on or off.
        shown_keys: what the menu says of the keys, where that is not the first of them.
    """

    name: str
    text: str
    description: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    shown_keys: str = ""


_CHARACTERS: tuple[Command, ...] = (
    Command("font", "&Font...", "Changes the look of the selected characters.", ("Ctrl+D",)),
    Command("bold", "&Bold", "Makes the selection bold.", ("Ctrl+B",), "bold", checkable=True),
    Command("italic", "&Italic", "Makes the selection italic.", ("Ctrl+I",), "italic", checkable=True),
    Command("underline", "&Underline", "Underlines the selection.", ("Ctrl+U",), "underline", checkable=True),
    Command("double_underline", "Double Underline", "Underlines with two lines.", ("Ctrl+Shift+D",), checkable=True),
    Command("word_underline", "Word Underline", "Underlines words, not blanks.", ("Ctrl+Shift+W",), checkable=True),
    Command("small_caps", "Small Caps", "Shows small letters as small capitals.", ("Ctrl+Shift+K",), checkable=True),
    Command("all_caps", "All Caps", "Shows small letters as capitals.", ("Ctrl+Shift+A",), checkable=True),
    Command("hidden_text", "Hidden", "Marks the selection as hidden text.", ("Ctrl+Shift+H",), checkable=True),
    Command("subscript", "Subscript", "Lowers the selection below the line.", ("Ctrl+=",), checkable=True),
    Command(
        "superscript",
        "Superscript",
        "Raises the selection above the line.",
        ("Ctrl+Shift+=", "Ctrl++", "Ctrl+Shift++"),
        checkable=True,
    ),
    Command("highlight", "&Highlight", "Marks the selection as with a yellow pen.", (), "highlight", checkable=True),
    Command("grow_font", "Grow Font", "Takes the next larger size.", ("Ctrl+Shift+.", "Ctrl+>", "Ctrl+Shift+>")),
    Command("shrink_font", "Shrink Font", "Takes the next smaller size.", ("Ctrl+Shift+,", "Ctrl+<", "Ctrl+Shift+<")),
    Command("grow_one_point", "Grow Font One Point", "Makes the selection a point larger.", ("Ctrl+]",)),
    Command("shrink_one_point", "Shrink Font One Point", "Makes the selection a point smaller.", ("Ctrl+[",)),
    Command("change_case", "Change Cas&e...", "Changes capitals and small letters.", shown_keys="Shift+F3"),
    Command("next_case", "Next Case", "Goes from small letters to capitals and back.", ("Shift+F3",)),
    Command("clear_characters", "Clear Character Formatting", "Leaves the look to the style.", ("Ctrl+Space",)),
    Command(
        "format_painter",
        "&Format Painter",
        "Gives the format at the insertion point to what is selected next.",
        icon="painter",
        checkable=True,
    ),
    Command("copy_format", "Copy Format", "Takes the format of the selection.", ("Ctrl+Shift+C",)),
    Command("paste_format", "Paste Format", "Gives the format that was taken to the selection.", ("Ctrl+Shift+V",)),
)
_PARAGRAPHS: tuple[Command, ...] = (
    Command("paragraph", "&Paragraph...", "Changes the indents, the spacing and the flow of the selected paragraphs."),
    Command("tabs", "&Tabs...", "Sets and clears tab stops."),
    Command("borders", "&Borders and Shading...", "Draws lines around paragraphs, and colors behind.", (), "borders"),
    Command("bullets_and_numbering", "Bullets and &Numbering...", "Chooses the bullets or numbers of a list."),
    Command("style", "&Style...", "Applies, makes, changes and deletes styles."),
    Command("align_left", "Align &Left", "Aligns the paragraph at the left indent.", ("Ctrl+L",), "left", True),
    Command("align_center", "&Center", "Centers the paragraph between the indents.", ("Ctrl+E",), "center", True),
    Command("align_right", "Align &Right", "Aligns the paragraph at the right indent.", ("Ctrl+R",), "right", True),
    Command("align_justify", "&Justify", "Aligns the paragraph at both indents.", ("Ctrl+J",), "justify", True),
    Command("lines_single", "Single Spacing", "Sets the lines close together.", ("Ctrl+1",)),
    Command("lines_one_and_half", "1.5 Line Spacing", "Leaves half a line between the lines.", ("Ctrl+5",)),
    Command("lines_double", "Double Spacing", "Leaves a line between the lines.", ("Ctrl+2",)),
    Command("numbering", "&Numbering", "Makes the paragraphs a numbered list.", (), "numbering", True),
    Command("bullets", "Bullets", "Makes the paragraphs a bulleted list.", ("Ctrl+Shift+L",), "bullets", True),
    Command("indent_less", "Decrease Indent", "Moves the paragraph half an inch out.", ("Ctrl+Shift+M",), "outdent"),
    Command("indent_more", "Increase Indent", "Moves the paragraph half an inch in.", ("Ctrl+M",), "indent"),
    Command("hang_more", "Hanging Indent", "Moves all lines but the first in.", ("Ctrl+T",)),
    Command("hang_less", "Undo Hanging Indent", "Moves all lines but the first out.", ("Ctrl+Shift+T",)),
    Command("clear_paragraph", "Clear Paragraph Formatting", "Leaves the paragraph to its style.", ("Ctrl+Q",)),
    Command("style_normal", "Normal Style", "Gives the paragraphs the style Normal.", ("Ctrl+Shift+N",)),
    Command("style_heading_1", "Heading 1", "Gives the paragraphs the style Heading 1.", ("Ctrl+Alt+1",)),
    Command("style_heading_2", "Heading 2", "Gives the paragraphs the style Heading 2.", ("Ctrl+Alt+2",)),
    Command("style_heading_3", "Heading 3", "Gives the paragraphs the style Heading 3.", ("Ctrl+Alt+3",)),
)

_PLACES: tuple[Command, ...] = (
    Command("go_to", "&Go To...", "Goes to a page, a line or a bookmark.", ("F5", "Ctrl+G"), shown_keys="Ctrl+G"),
    Command("autotext", "AutoTe&xt...", "Keeps pieces of text under names and inserts them."),
    Command("expand_autotext", "Insert AutoText", "Inserts the AutoText whose name is typed.", ("F3",)),
    Command("bookmark", "&Bookmark...", "Gives places in the document names."),
    Command("last_edit", "Last Edit", "Goes to where the text was changed last.", ("Shift+F5",)),
    Command("extend", "Extend Selection", "Has every movement extend the selection; Esc ends it.", ("F8",)),
    Command("break", "&Break...", "Ends a page or a line at the insertion point."),
    Command("date_time", "Date and &Time...", "Inserts the date or the time of now."),
    Command("insert_picture", "&Picture...", "Inserts a picture from a file."),
    Command("format_picture", "Pict&ure...", "Changes the size and the description of the selected picture."),
    Command("symbol", "&Symbol...", "Inserts a sign that no key has."),
    Command("insert_date", "Insert Date", "Inserts the date, which is always that of the day.", ("Alt+Shift+D",)),
    Command("insert_time", "Insert Time", "Inserts the time, which is always that of now.", ("Alt+Shift+T",)),
    Command(
        "nonbreaking_space", "Nonbreaking Space", "Inserts a space that keeps words together.", ("Ctrl+Shift+Space",)
    ),
    Command(
        "nonbreaking_hyphen",
        "Nonbreaking Hyphen",
        "Inserts a hyphen that ends no line.",
        ("Ctrl+Shift+-", "Ctrl+_", "Ctrl+Shift+_"),
    ),
    Command("optional_hyphen", "Optional Hyphen", "Allows the end of a line inside a word.", ("Ctrl+-",)),
    Command("autocorrect", "&AutoCorrect...", "Chooses what is corrected while you type."),
    Command(
        "show_marks",
        "Show/Hide &Marks",
        "Shows or hides tabs, spaces and the ends of paragraphs.",
        ("Ctrl+Shift+8", "Ctrl+*", "Ctrl+Shift+*"),
        "pilcrow",
        checkable=True,
    ),
    Command("style_box", "Style Box", "Goes to the Style box.", ("Ctrl+Shift+S",)),
    Command("font_box", "Font Box", "Goes to the Font box.", ("Ctrl+Shift+F",)),
    Command("size_box", "Font Size Box", "Goes to the Font Size box.", ("Ctrl+Shift+P",)),
    Command("menu_bar", "Menu Bar", "Goes to the menus.", ("F10",)),
)

_VIEWS: tuple[Command, ...] = (
    Command("normal_view", "&Normal", "Shows the text without pages.", ("Ctrl+Alt+N",), "normalview", True),
    Command("outline_view", "&Outline", "Shows the headings by their levels.", ("Ctrl+Alt+O",), "outlineview", True),
    Command("promote", "Promote", "Makes the paragraph a higher heading.", ("Alt+Shift+Left",), "promote"),
    Command("demote", "Demote", "Makes the paragraph a lower heading.", ("Alt+Shift+Right",), "demote"),
    Command("body_text", "Demote to Body Text", "Makes the heading body text.", ("Alt+Shift+B",), "bodytext"),
    Command("move_up", "Move Up", "Moves the part up over the one before.", ("Alt+Shift+Up",), "moveup"),
    Command("move_down", "Move Down", "Moves the part down over the next one.", ("Alt+Shift+Down",), "movedown"),
    Command("expand", "Expand", "Shows what is below the heading.", ("Alt+Shift++", "Alt+Shift+="), "expand"),
    Command("collapse", "Collapse", "Hides what is below the heading.", ("Alt+Shift+-", "Alt+Shift+_"), "collapse"),
    Command("level_1", "Show Heading 1", "Shows headings of level 1 alone.", ("Alt+Shift+1", "Alt+!"), "level1"),
    Command("level_2", "Show Headings 1 to 2", "Shows two levels.", ("Alt+Shift+2", "Alt+@"), "level2"),
    Command("level_3", "Show Headings 1 to 3", "Shows three levels.", ("Alt+Shift+3", "Alt+#"), "level3"),
    Command("level_all", "Show All", "Shows all headings and the text.", ("Alt+Shift+A",), "levelall"),
    Command("split", "S&plit", "Shows two places of the document, one above the other.", ("Ctrl+Alt+S",), "split"),
    Command("next_pane", "Next Pane", "Goes to the other pane of the window.", ("F6", "Shift+F6")),
    Command("page_view", "&Page Layout", "Shows the pages as they are printed.", ("Ctrl+Alt+P",), "pageview", True),
)

_PAGES: tuple[Command, ...] = (
    Command("print", "&Print...", "Prints the document, or some of its pages.", ("Ctrl+P",), "print"),
    Command("print_preview", "Print Pre&view", "Shows the pages as they will be printed.", ("Ctrl+F2",), "preview"),
    Command(
        "header_footer",
        "&Header and Footer...",
        "Changes what stands above and below the text of every page.",
        (),
        "headfoot",
    ),
    Command("footnote", "Foot&note...", "Puts in a footnote at the insertion point.", (), "footnote"),
    Command("footnotes", "Foo&tnotes", "Goes to the footnotes; beside the number of one, to its text."),
    Command("page_numbers", "Page N&umbers...", "Numbers the pages in the header or the footer."),
    Command("page_setup", "Page Set&up...", "Changes the margins and the paper of the document.", (), "pagesetup"),
)

_TABLES: tuple[Command, ...] = (
    Command("insert_table", "&Insert Table...", "Inserts a table at the insertion point.", (), "table"),
    Command("insert_rows", "Insert R&ows", "Inserts as many rows as are selected, above them."),
    Command("insert_columns", "Insert Colu&mns", "Inserts as many columns as are selected, in front of them."),
    Command("delete_cells", "&Delete Cells...", "Deletes cells, rows or columns of a table."),
    Command("delete_rows", "De&lete Rows", "Deletes the selected rows of a table."),
    Command("merge_cells", "Mer&ge Cells", "Makes one cell of the selected cells."),
    Command("split_cells", "S&plit Cells...", "Makes several cells of one."),
    Command("select_row", "Select &Row", "Selects the row of the table with the insertion point."),
    Command("select_column", "Select &Column", "Selects the column of the table with the insertion point."),
    Command("select_table", "Select T&able", "Selects the table with the insertion point.", ("Alt+Num+5",)),
    Command("table_autoformat", "Table Auto&Format...", "Gives the table one of several ready looks."),
    Command("cell_width", "Cell Height and &Width...", "Changes the widths of the columns."),
    Command("table_headings", "&Headings", "Repeats the rows down to this one on each page.", checkable=True),
    Command("convert_table", "Con&vert Text to Table...", "Makes a table of text, or text of a table."),
    Command("sort", "&Sort...", "Sorts the rows of the table."),
    Command("gridlines", "Gridlin&es", "Shows the cells of tables that have no lines.", checkable=True),
    Command("split_table", "Split &Table", "Makes two tables of one, above the row with the insertion point."),
)

COMMANDS: tuple[Command, ...] = (
    Command("new", "New &Blank Document", "Creates an empty document.", ("Ctrl+N",), "new"),
    Command("new_from_template", "&New...", "Creates a document, empty or from a template."),
    Command("open", "&Open...", "Opens an existing document.", ("Ctrl+O",), "open"),
    Command("close", "&Close", "Closes the active document.", ("Ctrl+W", "Ctrl+F4")),
    Command("save", "&Save", "Saves the active document.", ("Ctrl+S", "Shift+F12"), "save"),
    Command("save_as", "Save &As...", "Saves the active document under another name.", ("F12",)),
    Command("save_all", "Save A&ll", "Saves all open documents."),
    Command("properties", "Propert&ies...", "Tells about the active document and its file.", (), "properties"),
    Command("exit", "E&xit", "Quits the program and asks about documents that are not saved.", ("Alt+F4",)),
    Command("undo", "&Undo", "Takes back the last action.", ("Ctrl+Z", "Alt+Backspace"), "undo"),
    Command("redo", "&Redo", "Does again what was taken back.", ("Ctrl+Y", "F4", "Ctrl+Shift+Z"), "redo"),
    Command("cut", "Cu&t", "Moves the selection to the Clipboard.", ("Ctrl+X", "Shift+Del"), "cut"),
    Command("copy", "&Copy", "Copies the selection to the Clipboard.", ("Ctrl+C", "Ctrl+Ins"), "copy"),
    Command("paste", "&Paste", "Inserts what is on the Clipboard.", ("Ctrl+V", "Shift+Ins"), "paste"),
    Command("clear", "Cle&ar", "Deletes the selection.", shown_keys="Del"),
    Command("select_all", "Select A&ll", "Selects the whole document.", ("Ctrl+A", "Ctrl+Num+5")),
    Command("find", "&Find...", "Looks for text in the active document.", ("Ctrl+F",), "find"),
    Command("replace", "R&eplace...", "Looks for text and puts other text in its place.", ("Ctrl+H",), "replace"),
    Command("repeat_find", "Repeat Fi&nd", "Finds the next place of the last search.", ("Shift+F4",)),
    Command("standard_bar", "&Standard Toolbar", "Shows or hides the Standard toolbar.", checkable=True),
    Command("formatting_bar", "&Formatting Toolbar", "Shows or hides the Formatting toolbar.", checkable=True),
    Command("ruler", "&Ruler", "Shows or hides the rulers.", checkable=True),
    Command("full_screen", "F&ull Screen", "Shows the document alone on the screen; Esc goes back.", checkable=True),
    Command("zoom", "&Zoom...", "Makes the document larger or smaller on the screen."),
    Command(
        "page_break",
        "&Page Break",
        "Begins a new page at the insertion point.",
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        shown_keys="Ctrl+Shift+Enter",
    ),
    *_CHARACTERS,
    *_PARAGRAPHS,
    *_PLACES,
    *_VIEWS,
    *_PAGES,
    *_TABLES,
    Command("write", "&Write...", "Has a document written from a few words of yours.", ("Ctrl+Alt+W",), "ai"),
    Command(
        "continue_writing",
        "&Continue Writing",
        "Goes on writing at the insertion point.",
        ("Ctrl+Return", "Ctrl+Enter"),
        "continue",
        shown_keys="Ctrl+Enter",
    ),
    Command("stop", "Sto&p", "Stops the writing; what is written stays.", ("Esc",), "halt"),
    Command(
        "remove_written",
        "&Remove What Was Written",
        "Takes out what the model wrote here, except for what you have changed.",
        icon="removewritten",
    ),
    Command("models", "&Models...", "Shows the models on this computer, and finds and downloads others."),
    Command("options", "&Options...", "Changes the way the program looks and works."),
    Command("spelling", "&Spelling...", "Checks the spelling of the document or of the selection.", ("F7",), "spell"),
    Command("word_count", "Word Co&unt...", "Counts pages, words, characters, paragraphs and lines.", (), "wordcount"),
    Command("cascade", "&Cascade", "Lays the windows over one another.", icon="cascade"),
    Command("arrange_all", "&Arrange All", "Shows all open documents side by side."),
    Command("next_window", "Ne&xt", "Goes to the next document.", ("Ctrl+F6", "Ctrl+Tab")),
    Command("previous_window", "Previous", "Goes to the document before.", ("Ctrl+Shift+F6", "Ctrl+Shift+Tab")),
    Command("help_topics", "Retro Document Writer &Help Topics", "Shows the manual.", ("F1",)),
    Command(
        "whats_this", "&What's This", "Explains the button or the command that is pointed at.", ("Shift+F1",), "help"
    ),
    Command("tip_of_the_day", "&Tip of the Day", "Tells something that is good to know."),
    Command("about", "&About Retro Document Writer", "Tells the version and what the program is made of."),
)

RECENT, WINDOWS = "recent files", "windows"
MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "&File",
        (
            *("new_from_template", "open", "close", SEPARATOR, "save", "save_as", "save_all", SEPARATOR),
            *("properties", SEPARATOR, "page_setup", "print_preview", "print", SEPARATOR, RECENT, SEPARATOR, "exit"),
        ),
    ),
    (
        "&Edit",
        (
            *("undo", "redo", SEPARATOR, "cut", "copy", "paste", "clear", "select_all", SEPARATOR),
            *("find", "replace", "repeat_find", "go_to", SEPARATOR),
            *("autotext", "bookmark"),
        ),
    ),
    (
        "&View",
        (
            *("normal_view", "outline_view", "page_view", SEPARATOR),
            *("standard_bar", "formatting_bar", "ruler", SEPARATOR),
            *("header_footer", "footnotes", SEPARATOR, "full_screen", SEPARATOR, "zoom"),
        ),
    ),
    ("&Insert", ("break", "page_numbers", "date_time", "symbol", SEPARATOR, "footnote", SEPARATOR, "insert_picture")),
    (
        "F&ormat",
        (
            *("font", "paragraph", "tabs", "borders", SEPARATOR),
            *("change_case", SEPARATOR, "bullets_and_numbering", SEPARATOR, "style", "format_picture"),
        ),
    ),
    (
        "&Tools",
        (
            *("write", "continue_writing", "stop", SEPARATOR),
            *(
                "remove_written",
                SEPARATOR,
                "spelling",
                "word_count",
                SEPARATOR,
                "autocorrect",
                SEPARATOR,
                "models",
                "options",
            ),
        ),
    ),
    (
        "T&able",
        (
            *("insert_table", "insert_rows", "insert_columns", "delete_rows", "delete_cells", SEPARATOR),
            *("merge_cells", "split_cells", SEPARATOR),
            *("select_row", "select_column", "select_table", SEPARATOR),
            *("table_autoformat", "cell_width", "table_headings", SEPARATOR),
            *("convert_table", "sort", SEPARATOR, "split_table", "gridlines"),
        ),
    ),
    ("&Window", ("cascade", "arrange_all", "split", "next_window", SEPARATOR, WINDOWS)),
    ("&Help", ("help_topics", "whats_this", "tip_of_the_day", SEPARATOR, "about")),
)

ZOOM_BOX, STYLE_BOX, FONT_BOX, SIZE_BOX = "zoom box", "style box", "font box", "size box"
STANDARD_BAR: tuple[str, ...] = (
    *("new", "open", "save", SEPARATOR),
    *("print", "print_preview", "spelling", SEPARATOR),
    *("cut", "copy", "paste", "format_painter", SEPARATOR),
    *("undo", "redo", SEPARATOR),
    *("write", "continue_writing", "stop", "remove_written", SEPARATOR),
    *("insert_table", SEPARATOR),
    *("show_marks", ZOOM_BOX, SEPARATOR, "whats_this"),
)
FORMATTING_BAR: tuple[str, ...] = (
    *(STYLE_BOX, FONT_BOX, SIZE_BOX),
    *("bold", "italic", "underline", "highlight", SEPARATOR),
    *("align_left", "align_center", "align_right", "align_justify", SEPARATOR),
    *("numbering", "bullets", "indent_less", "indent_more", SEPARATOR, "borders"),
)
OUTLINE_BAR: tuple[str, ...] = (
    *("promote", "demote", "body_text", SEPARATOR, "move_up", "move_down", SEPARATOR),
    *("expand", "collapse", SEPARATOR, "level_1", "level_2", "level_3", "level_all"),
)


def create(owner: QWidget) -> dict[str, QAction]:
    """Makes the actions of all commands, by name, with their keys bound to `owner`'s window."""
    actions: dict[str, QAction] = {}
    for command in COMMANDS:
        text, description = command_text(command.text), command_text(command.description)
        action = QAction(text, owner)
        action.setObjectName(command.name)
        action.setStatusTip(description)
        action.setWhatsThis(description)
        action.setToolTip(plain(text))
        action.setCheckable(command.checkable)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        if command.shown_keys:
            action.setText(f"{text}\t{command.shown_keys}")
        if command.icon:
            action.setIcon(icons.icon(command.icon))
            action.setIconVisibleInMenu(False)
        owner.addAction(action)
        actions[command.name] = action
    return actions


def fill_menu_bar(bar: QMenuBar, actions: dict[str, QAction]) -> dict[str, QMenu]:
    """Makes the menus; returns them by title without mnemonic. Lists of files and windows are left to the window."""
    menus: dict[str, QMenu] = {}
    for title, names in MENUS:
        menu = bar.addMenu(command_text(title))
        menus[plain(title)] = menu
        for name in names:
            if name == SEPARATOR:
                menu.addSeparator()
            elif name in (RECENT, WINDOWS):
                mark = menu.addSeparator()
                mark.setObjectName(name)
                mark.setVisible(False)
            else:
                menu.addAction(actions[name])
    return menus


def tool_bar(title: str, names: tuple[str, ...], actions: dict[str, QAction], boxes: dict[str, QWidget]) -> QToolBar:
    """Makes a toolbar of actions and boxes."""
    bar = QToolBar(title)
    bar.setObjectName(title)
    bar.setMovable(False)
    bar.setIconSize(QSize(16, 16))
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    for name in names:
        if name == SEPARATOR:
            bar.addSeparator()
        elif name in boxes:
            bar.addWidget(boxes[name])
            gap = QWidget()
            gap.setFixedWidth(4)
            bar.addWidget(gap)
        else:
            bar.addAction(actions[name])
    return bar


def plain(text: str) -> str:
    """A menu text without mnemonic and dots: what a ToolTip says."""
    return text.replace("&", "").removesuffix("...")
