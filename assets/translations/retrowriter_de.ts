<?xml version='1.0' encoding='utf-8'?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>&amp;System Info...</source>
            <translation>&amp;Systeminfo...</translation>
        </message>
        <message>
            <source>About {}</source>
            <translation>Info über {}</translation>
        </message>
    </context>
    <context>
        <name>AddModelDialog</name>
        <message>
            <source>&amp;Base:</source>
            <translation>&amp;Grundmodell:</translation>
        </message>
        <message>
            <source>&amp;Name:</source>
            <translation>&amp;Name:</translation>
        </message>
        <message>
            <source>&amp;Type:</source>
            <translation>&amp;Typ:</translation>
        </message>
        <message>
            <source>Add Model</source>
            <translation>Modell hinzufügen</translation>
        </message>
        <message>
            <source>As it is, 16 bits (bf16)</source>
            <translation>Wie es ist, 16 Bit (bf16)</translation>
        </message>
        <message>
            <source>As it is, 16 bits (f16)</source>
            <translation>Wie es ist, 16 Bit (f16)</translation>
        </message>
        <message>
            <source>C&amp;opy it into the models folder</source>
            <translation>In den Modellordner &amp;kopieren</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Convert a Model</source>
            <translation>Modell umwandeln</translation>
        </message>
        <message>
            <source>Folder:</source>
            <translation>Ordner:</translation>
        </message>
        <message>
            <source>Half the size, as good as the original (q8_0)</source>
            <translation>Halb so groß, so gut wie das Original (q8_0)</translation>
        </message>
        <message>
            <source>How the weights are kept: smaller is faster and knows a little less.</source>
            <translation>Wie fein die Gewichte aufbewahrt werden: kleiner ist schneller und weiß etwas weniger.</translation>
        </message>
        <message>
            <source>Make a &amp;link to it there</source>
            <translation>Dort eine &amp;Verknüpfung anlegen</translation>
        </message>
        <message>
            <source>Needs no room. On one disk, the model stays when the file there is deleted.</source>
            <translation>Braucht keinen Platz. Auf demselben Datenträger bleibt das Modell, wenn die Datei dort gelöscht wird.</translation>
        </message>
        <message>
            <source>Needs no room. When the file is moved or deleted, the model is gone.</source>
            <translation>Braucht keinen Platz. Wird die Datei verschoben oder gelöscht, ist das Modell weg.</translation>
        </message>
        <message>
            <source>Safe, whatever happens to the file there. Needs room for it twice.</source>
            <translation>Sicher, was auch immer mit der Datei geschieht. Braucht den Platz zweimal.</translation>
        </message>
        <message>
            <source>Small: about 5 bits a weight (q4_k_m)</source>
            <translation>Klein: etwa 5 Bit je Gewicht (q4_k_m)</translation>
        </message>
        <message>
            <source>The model that the adapter was trained on.</source>
            <translation>Das Modell, auf dem der Adapter trainiert wurde.</translation>
        </message>
        <message>
            <source>The name of the model in lists.</source>
            <translation>Der Name des Modells in Listen.</translation>
        </message>
        <message>
            <source>Use it &amp;where it is</source>
            <translation>Dort ver&amp;wenden, wo es ist</translation>
        </message>
    </context>
    <context>
        <name>AutoCorrectDialog</name>
        <message>
            <source>&amp;Add</source>
            <translation>&amp;Hinzufügen</translation>
        </message>
        <message>
            <source>&amp;Replace:</source>
            <translation>&amp;Ersetzen:</translation>
        </message>
        <message>
            <source>&amp;With:</source>
            <translation>D&amp;urch:</translation>
        </message>
        <message>
            <source>Also in the St&amp;yle Typewriter</source>
            <translation>Auch in der &amp;Formatvorlage Typewriter</translation>
        </message>
        <message>
            <source>AutoCorrect</source>
            <translation>AutoKorrektur</translation>
        </message>
        <message>
            <source>Begins each sentence with a capital.</source>
            <translation>Beginnt jeden Satz mit einem Großbuchstaben.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Capitalize First Letter of &amp;Sentences</source>
            <translation>Jeden &amp;Satz mit einem Großbuchstaben beginnen</translation>
        </message>
        <message>
            <source>Capitalize Names of &amp;Days</source>
            <translation>Wochen&amp;tage groß schreiben</translation>
        </message>
        <message>
            <source>Change 'Straight &amp;Quotes' to ‘Smart Quotes’</source>
            <translation>'&amp;Gerade Anführungszeichen' durch ‘typographische’ ersetzen</translation>
        </message>
        <message>
            <source>Correct TWo I&amp;Nitial CApitals</source>
            <translation>ZWei Gro&amp;ßbuchstaben am Wortanfang korrigieren</translation>
        </message>
        <message>
            <source>D&amp;elete</source>
            <translation>&amp;Löschen</translation>
        </message>
        <message>
            <source>Makes THe to The.</source>
            <translation>Macht aus DAs Das.</translation>
        </message>
        <message>
            <source>Makes monday to Monday.</source>
            <translation>Macht aus monday Monday.</translation>
        </message>
        <message>
            <source>Puts the word into the list.</source>
            <translation>Setzt das Wort auf die Liste.</translation>
        </message>
        <message>
            <source>Quotation marks become the curly ones of print, whichever is right at the place.</source>
            <translation>Anführungszeichen werden zu den runden des Drucks, je nach ihrer Stelle.</translation>
        </message>
        <message>
            <source>Repl&amp;ace</source>
            <translation>E&amp;rsetzen</translation>
        </message>
        <message>
            <source>Replace &amp;Text as You Type</source>
            <translation>&amp;Während der Eingabe ersetzen</translation>
        </message>
        <message>
            <source>Replacements</source>
            <translation>Ersetzungen</translation>
        </message>
        <message>
            <source>Replaces the words of the list below.</source>
            <translation>Ersetzt die Wörter der Liste unten.</translation>
        </message>
        <message>
            <source>Takes the word out of the list.</source>
            <translation>Nimmt das Wort von der Liste.</translation>
        </message>
        <message>
            <source>The word that is to be replaced.</source>
            <translation>Das Wort, das ersetzt werden soll.</translation>
        </message>
        <message>
            <source>The words that are replaced, and with what.</source>
            <translation>Die Wörter, die ersetzt werden, und wodurch.</translation>
        </message>
        <message>
            <source>Typewriter text has straight marks and no other signs, unless this is on.</source>
            <translation>Schreibmaschinentext behält gerade Zeichen, solange dies aus ist.</translation>
        </message>
        <message>
            <source>What it is replaced with.</source>
            <translation>Wodurch es ersetzt wird.</translation>
        </message>
    </context>
    <context>
        <name>AutoTextDialog</name>
        <message>
            <source>&amp;Add</source>
            <translation>&amp;Hinzufügen</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>&amp;Löschen</translation>
        </message>
        <message>
            <source>&amp;Insert</source>
            <translation>&amp;Einfügen</translation>
        </message>
        <message>
            <source>&amp;Name:</source>
            <translation>&amp;Name:</translation>
        </message>
        <message>
            <source>AutoText</source>
            <translation>AutoText</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Deletes the entry.</source>
            <translation>Löscht den Eintrag.</translation>
        </message>
        <message>
            <source>Keeps the selection under this name.</source>
            <translation>Bewahrt die Markierung unter diesem Namen auf.</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>Puts the entry into the document.</source>
            <translation>Fügt den Eintrag in das Dokument ein.</translation>
        </message>
        <message>
            <source>Selection</source>
            <translation>Markierung</translation>
        </message>
        <message>
            <source>The name of the entry. In the text, type it and press F3.</source>
            <translation>Der Name des Eintrags. Im Text tippen Sie ihn und drücken F3.</translation>
        </message>
    </context>
    <context>
        <name>BookmarkDialog</name>
        <message>
            <source>&amp;Add</source>
            <translation>&amp;Hinzufügen</translation>
        </message>
        <message>
            <source>&amp;Bookmark Name:</source>
            <translation>&amp;Name der Textmarke:</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>&amp;Löschen</translation>
        </message>
        <message>
            <source>&amp;Go To</source>
            <translation>&amp;Gehe zu</translation>
        </message>
        <message>
            <source>&amp;Location</source>
            <translation>&amp;Stelle</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <translation>N&amp;ame</translation>
        </message>
        <message>
            <source>A bookmark's name begins with a letter and has letters, digits and underscores, {} at most.</source>
            <translation>Der Name einer Textmarke beginnt mit einem Buchstaben und hat Buchstaben, Ziffern und Unterstriche, höchstens {}.</translation>
        </message>
        <message>
            <source>Bookmark</source>
            <translation>Textmarke</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Goes to the bookmark.</source>
            <translation>Geht zu der Textmarke.</translation>
        </message>
        <message>
            <source>Sets the bookmark at the insertion point.</source>
            <translation>Setzt die Textmarke an der Einfügestelle.</translation>
        </message>
        <message>
            <source>Sort By</source>
            <translation>Sortieren nach</translation>
        </message>
        <message>
            <source>Takes the bookmark out of the document.</source>
            <translation>Nimmt die Textmarke aus dem Dokument.</translation>
        </message>
        <message>
            <source>The name of the bookmark: letters, digits and underscores, a letter first.</source>
            <translation>Der Name der Textmarke: Buchstaben, Ziffern und Unterstriche, zuerst ein Buchstabe.</translation>
        </message>
    </context>
    <context>
        <name>BordersDialog</name>
        <message>
            <source>&amp;Border:</source>
            <translation>&amp;Rahmen:</translation>
        </message>
        <message>
            <source>&amp;Shading:</source>
            <translation>&amp;Schattierung:</translation>
        </message>
        <message>
            <source>Above</source>
            <translation>Oben</translation>
        </message>
        <message>
            <source>Below</source>
            <translation>Unten</translation>
        </message>
        <message>
            <source>Box</source>
            <translation>Kasten</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Custom</source>
            <translation>Eigene</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Keine</translation>
        </message>
        <message>
            <source>On which sides of the paragraphs there is a line.</source>
            <translation>An welchen Seiten der Absätze eine Linie steht.</translation>
        </message>
        <message>
            <source>Paragraph Borders and Shading</source>
            <translation>Rahmen und Schattierung</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>The color behind the paragraphs.</source>
            <translation>Die Farbe hinter den Absätzen.</translation>
        </message>
    </context>
    <context>
        <name>BreakDialog</name>
        <message>
            <source>&amp;Line Break</source>
            <translation>&amp;Zeilenwechsel</translation>
        </message>
        <message>
            <source>&amp;Page Break</source>
            <translation>&amp;Seitenwechsel</translation>
        </message>
        <message>
            <source>Break</source>
            <translation>Manueller Wechsel</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>Einfügen</translation>
        </message>
        <message>
            <source>What follows begins on a new line of the same paragraph.</source>
            <translation>Was folgt, beginnt in einer neuen Zeile desselben Absatzes.</translation>
        </message>
        <message>
            <source>What follows begins on a new page.</source>
            <translation>Was folgt, beginnt auf einer neuen Seite.</translation>
        </message>
    </context>
    <context>
        <name>BriefDialog</name>
        <message>
            <source>&amp;From:</source>
            <translation>&amp;Von:</translation>
        </message>
        <message>
            <source>&amp;Length in words:</source>
            <translation>&amp;Länge in Wörtern:</translation>
        </message>
        <message>
            <source>&amp;Notes:</source>
            <translation>Anmer&amp;kungen:</translation>
        </message>
        <message>
            <source>&amp;Style of writing:</source>
            <translation>Schreibw&amp;eise:</translation>
        </message>
        <message>
            <source>&amp;To:</source>
            <translation>&amp;An:</translation>
        </message>
        <message>
            <source>&amp;Write</source>
            <translation>&amp;Schreiben</translation>
        </message>
        <message>
            <source>&amp;Year:</source>
            <translation>&amp;Jahr:</translation>
        </message>
        <message>
            <source>API Reference</source>
            <translation>API-Beschreibung</translation>
        </message>
        <message>
            <source>About how many words to write. Automatic leaves the length to the model.</source>
            <translation>Wie viele Wörter etwa. Automatisch überlässt die Länge dem Modell.</translation>
        </message>
        <message>
            <source>Announcement</source>
            <translation>Bekanntmachung</translation>
        </message>
        <message>
            <source>Another number gives another text.</source>
            <translation>Eine andere Nummer gibt einen anderen Text.</translation>
        </message>
        <message>
            <source>Any</source>
            <translation>Beliebig</translation>
        </message>
        <message>
            <source>Anything else: facts to use, things to avoid.</source>
            <translation>Alles Weitere: Tatsachen, die vorkommen sollen, und was zu vermeiden ist.</translation>
        </message>
        <message>
            <source>Apologetic</source>
            <translation>Entschuldigend</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <source>Balanced</source>
            <translation>Ausgewogen</translation>
        </message>
        <message>
            <source>Brochure</source>
            <translation>Prospekt</translation>
        </message>
        <message>
            <source>Businesslike</source>
            <translation>Geschäftlich</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Enthusiastic</source>
            <translation>Begeistert</translation>
        </message>
        <message>
            <source>Essay</source>
            <translation>Aufsatz</translation>
        </message>
        <message>
            <source>FAQ</source>
            <translation>FAQ</translation>
        </message>
        <message>
            <source>Fax Cover Sheet</source>
            <translation>Fax-Deckblatt</translation>
        </message>
        <message>
            <source>Firm</source>
            <translation>Bestimmt</translation>
        </message>
        <message>
            <source>Formal</source>
            <translation>Förmlich</translation>
        </message>
        <message>
            <source>Friendly</source>
            <translation>Freundlich</translation>
        </message>
        <message>
            <source>HOWTO</source>
            <translation>HOWTO</translation>
        </message>
        <message>
            <source>How freely the model chooses its words.</source>
            <translation>Wie frei das Modell seine Wörter wählt.</translation>
        </message>
        <message>
            <source>How the document sounds. Choose a word or type your own.</source>
            <translation>Wie das Dokument klingt. Wählen Sie ein Wort, oder tippen Sie ein eigenes.</translation>
        </message>
        <message>
            <source>Humorous</source>
            <translation>Humorvoll</translation>
        </message>
        <message>
            <source>Letter</source>
            <translation>Brief</translation>
        </message>
        <message>
            <source>Manual</source>
            <translation>Handbuch</translation>
        </message>
        <message>
            <source>Memo</source>
            <translation>Hausmitteilung</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <source>N&amp;umber:</source>
            <translation>N&amp;ummer:</translation>
        </message>
        <message>
            <source>Newsletter</source>
            <translation>Rundbrief</translation>
        </message>
        <message>
            <source>Plain</source>
            <translation>Schlicht</translation>
        </message>
        <message>
            <source>Press Release</source>
            <translation>Pressemitteilung</translation>
        </message>
        <message>
            <source>README File</source>
            <translation>README-Datei</translation>
        </message>
        <message>
            <source>RFC</source>
            <translation>RFC</translation>
        </message>
        <message>
            <source>Release Notes</source>
            <translation>Versionshinweise</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <source>Same te&amp;xt each time</source>
            <translation>Jedes Mal &amp;derselbe Text</translation>
        </message>
        <message>
            <source>Sampling</source>
            <translation>Auswahl der Wörter</translation>
        </message>
        <message>
            <source>Say in your own words what the document is about and what it must contain. Ctrl+Enter begins a new line.</source>
            <translation>Sagen Sie mit eigenen Worten, wovon das Dokument handelt und was darin stehen muss. Strg+Eingabe beginnt eine neue Zeile.</translation>
        </message>
        <message>
            <source>T&amp;one:</source>
            <translation>&amp;Ton:</translation>
        </message>
        <message>
            <source>Technical</source>
            <translation>Technisch</translation>
        </message>
        <message>
            <source>The kind of document. With Any, the model decides.</source>
            <translation>Die Art des Dokuments. Bei Beliebig entscheidet das Modell.</translation>
        </message>
        <message>
            <source>The same brief and number give the same text again.</source>
            <translation>Dieselbe Angabe und Nummer geben wieder denselben Text.</translation>
        </message>
        <message>
            <source>The year in which the document is written.</source>
            <translation>Das Jahr, in dem das Dokument geschrieben ist.</translation>
        </message>
        <message>
            <source>Ty&amp;pe:</source>
            <translation>T&amp;yp:</translation>
        </message>
        <message>
            <source>Usenet Posting</source>
            <translation>Usenet-Beitrag</translation>
        </message>
        <message>
            <source>W&amp;hat to write:</source>
            <translation>&amp;Was geschrieben werden soll:</translation>
        </message>
        <message>
            <source>Who the document is for.</source>
            <translation>Für wen das Dokument ist.</translation>
        </message>
        <message>
            <source>Who writes the document: a name, an office or a company.</source>
            <translation>Wer das Dokument schreibt: ein Name, ein Büro oder eine Firma.</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>Schreiben</translation>
        </message>
    </context>
    <context>
        <name>BulletsDialog</name>
        <message>
            <source>&amp;Bulleted</source>
            <translation>&amp;Aufzählung</translation>
        </message>
        <message>
            <source>&amp;Continue Previous List</source>
            <translation>Vorige Liste &amp;fortführen</translation>
        </message>
        <message>
            <source>&amp;Numbered</source>
            <translation>&amp;Nummeriert</translation>
        </message>
        <message>
            <source>&amp;Remove</source>
            <translation>&amp;Entfernen</translation>
        </message>
        <message>
            <source>&amp;Start at 1</source>
            <translation>&amp;Beginnen mit</translation>
        </message>
        <message>
            <source>B&amp;ullet:</source>
            <translation>Zei&amp;chen:</translation>
        </message>
        <message>
            <source>Bullets and Numbering</source>
            <translation>Nummerierung und Aufzählungen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>How the items are numbered.</source>
            <translation>Wie die Punkte nummeriert werden.</translation>
        </message>
        <message>
            <source>Nu&amp;mber:</source>
            <translation>N&amp;ummer:</translation>
        </message>
        <message>
            <source>Takes the bullets or numbers away.</source>
            <translation>Nimmt die Zeichen oder Nummern weg.</translation>
        </message>
        <message>
            <source>The sign in front of each item.</source>
            <translation>Das Zeichen vor jedem Punkt.</translation>
        </message>
    </context>
    <context>
        <name>Buttons</name>
        <message>
            <source>&amp;Close</source>
            <translation>&amp;Schließen</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>&amp;Nein</translation>
        </message>
        <message>
            <source>&amp;Restart</source>
            <translation>&amp;Neu starten</translation>
        </message>
        <message>
            <source>&amp;Retry</source>
            <translation>&amp;Wiederholen</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;Ja</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>Use the &amp;Processor</source>
            <translation>Den &amp;Prozessor nehmen</translation>
        </message>
    </context>
    <context>
        <name>CellWidthDialog</name>
        <message>
            <source>&amp;Equal Widths</source>
            <translation>&amp;Gleiche Breite</translation>
        </message>
        <message>
            <source>&amp;Next Column</source>
            <translation>&amp;Nächste Spalte</translation>
        </message>
        <message>
            <source>&amp;Previous Column</source>
            <translation>&amp;Vorige Spalte</translation>
        </message>
        <message>
            <source>&amp;Width of Column {0}:</source>
            <translation>&amp;Breite von Spalte {0}:</translation>
        </message>
        <message>
            <source>All columns: {0:.2f}" of {1:.2f}" between the margins</source>
            <translation>Alle Spalten: {0:.2f}" von {1:.2f}" zwischen den Rändern</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Cell Height and Width</source>
            <translation>Zellenhöhe und -breite</translation>
        </message>
        <message>
            <source>Column</source>
            <translation>Spalte</translation>
        </message>
        <message>
            <source>Shares the width of the text among all columns.</source>
            <translation>Teilt die Breite des Textes unter allen Spalten auf.</translation>
        </message>
        <message>
            <source>Shows the width of the column before.</source>
            <translation>Zeigt die Breite der Spalte davor.</translation>
        </message>
        <message>
            <source>Shows the width of the column behind.</source>
            <translation>Zeigt die Breite der Spalte danach.</translation>
        </message>
        <message>
            <source>The width of the column, with the room between its text and its edges.</source>
            <translation>Die Breite der Spalte mit dem Platz zwischen Text und Rand.</translation>
        </message>
        <message>
            <source>Width of Column {0}</source>
            <translation>Breite von Spalte {0}</translation>
        </message>
    </context>
    <context>
        <name>ChangeCaseDialog</name>
        <message>
            <source>&amp;Sentence case.</source>
            <translation>&amp;Satzanfang groß.</translation>
        </message>
        <message>
            <source>&amp;Title Case</source>
            <translation>&amp;Wortanfang Groß</translation>
        </message>
        <message>
            <source>&amp;lowercase</source>
            <translation>&amp;kleinbuchstaben</translation>
        </message>
        <message>
            <source>A capital where a sentence begins, small letters elsewhere.</source>
            <translation>Ein Großbuchstabe am Satzanfang, sonst kleine.</translation>
        </message>
        <message>
            <source>A capital where a word begins, small letters elsewhere.</source>
            <translation>Ein Großbuchstabe am Wortanfang, sonst kleine.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Capitals.</source>
            <translation>Großbuchstaben.</translation>
        </message>
        <message>
            <source>Change Case</source>
            <translation>Groß-/Kleinschreibung</translation>
        </message>
        <message>
            <source>Small letters for capitals and capitals for small letters.</source>
            <translation>Kleine Buchstaben für große und große für kleine.</translation>
        </message>
        <message>
            <source>Small letters.</source>
            <translation>Kleine Buchstaben.</translation>
        </message>
        <message>
            <source>t&amp;OGGLE cASE</source>
            <translation>g&amp;ROSS/kLEIN TAUSCHEN</translation>
        </message>
    </context>
    <context>
        <name>ClassicFrame</name>
        <message>
            <source>&amp;Close</source>
            <translation>&amp;Schließen</translation>
        </message>
        <message>
            <source>&amp;Move</source>
            <translation>&amp;Verschieben</translation>
        </message>
        <message>
            <source>&amp;Restore</source>
            <translation>Wieder&amp;herstellen</translation>
        </message>
        <message>
            <source>&amp;Size</source>
            <translation>&amp;Größe ändern</translation>
        </message>
        <message>
            <source>Ma&amp;ximize</source>
            <translation>Ma&amp;ximieren</translation>
        </message>
        <message>
            <source>Mi&amp;nimize</source>
            <translation>Mi&amp;nimieren</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>&amp;About Retro Document Writer</source>
            <translation>&amp;Info über Retro Document Writer</translation>
        </message>
        <message>
            <source>&amp;Arrange All</source>
            <translation>&amp;Alle anordnen</translation>
        </message>
        <message>
            <source>&amp;AutoCorrect...</source>
            <translation>&amp;AutoKorrektur...</translation>
        </message>
        <message>
            <source>&amp;Bold</source>
            <translation>&amp;Fett</translation>
        </message>
        <message>
            <source>&amp;Bookmark...</source>
            <translation>&amp;Textmarke...</translation>
        </message>
        <message>
            <source>&amp;Borders and Shading...</source>
            <translation>&amp;Rahmen und Schattierung...</translation>
        </message>
        <message>
            <source>&amp;Break...</source>
            <translation>Manueller &amp;Wechsel...</translation>
        </message>
        <message>
            <source>&amp;Cascade</source>
            <translation>Ü&amp;berlappend</translation>
        </message>
        <message>
            <source>&amp;Center</source>
            <translation>&amp;Zentriert</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <source>&amp;Continue Writing</source>
            <translation>&amp;Weiterschreiben</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Kopieren</translation>
        </message>
        <message>
            <source>&amp;Delete Cells...</source>
            <translation>Zellen &amp;löschen...</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Bearbeiten</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Datei</translation>
        </message>
        <message>
            <source>&amp;Find...</source>
            <translation>&amp;Suchen...</translation>
        </message>
        <message>
            <source>&amp;Font...</source>
            <translation>&amp;Zeichen...</translation>
        </message>
        <message>
            <source>&amp;Format Painter</source>
            <translation>&amp;Format übertragen</translation>
        </message>
        <message>
            <source>&amp;Formatting Toolbar</source>
            <translation>&amp;Format-Symbolleiste</translation>
        </message>
        <message>
            <source>&amp;Go To...</source>
            <translation>&amp;Gehe zu...</translation>
        </message>
        <message>
            <source>&amp;Header and Footer...</source>
            <translation>&amp;Kopf- und Fußzeile...</translation>
        </message>
        <message>
            <source>&amp;Headings</source>
            <translation>&amp;Überschriften</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <source>&amp;Highlight</source>
            <translation>&amp;Hervorheben</translation>
        </message>
        <message>
            <source>&amp;Insert</source>
            <translation>&amp;Einfügen</translation>
        </message>
        <message>
            <source>&amp;Insert Table...</source>
            <translation>Tabelle &amp;einfügen...</translation>
        </message>
        <message>
            <source>&amp;Italic</source>
            <translation>&amp;Kursiv</translation>
        </message>
        <message>
            <source>&amp;Justify</source>
            <translation>&amp;Blocksatz</translation>
        </message>
        <message>
            <source>&amp;Models...</source>
            <translation>&amp;Modelle...</translation>
        </message>
        <message>
            <source>&amp;New...</source>
            <translation>&amp;Neu...</translation>
        </message>
        <message>
            <source>&amp;Normal</source>
            <translation>&amp;Normal</translation>
        </message>
        <message>
            <source>&amp;Numbering</source>
            <translation>&amp;Nummerierung</translation>
        </message>
        <message>
            <source>&amp;Open...</source>
            <translation>Ö&amp;ffnen...</translation>
        </message>
        <message>
            <source>&amp;Options...</source>
            <translation>&amp;Optionen...</translation>
        </message>
        <message>
            <source>&amp;Outline</source>
            <translation>Glie&amp;derung</translation>
        </message>
        <message>
            <source>&amp;Page Break</source>
            <translation>&amp;Seitenwechsel</translation>
        </message>
        <message>
            <source>&amp;Page Layout</source>
            <translation>Seiten-Layou&amp;t</translation>
        </message>
        <message>
            <source>&amp;Paragraph...</source>
            <translation>&amp;Absatz...</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;Einfügen</translation>
        </message>
        <message>
            <source>&amp;Picture...</source>
            <translation>&amp;Grafik...</translation>
        </message>
        <message>
            <source>&amp;Print...</source>
            <translation>&amp;Drucken...</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>&amp;Wiederholen:</translation>
        </message>
        <message>
            <source>&amp;Remove What Was Written</source>
            <translation>&amp;Geschriebenes entfernen</translation>
        </message>
        <message>
            <source>&amp;Ruler</source>
            <translation>&amp;Lineal</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Speichern</translation>
        </message>
        <message>
            <source>&amp;Sort...</source>
            <translation>S&amp;ortieren...</translation>
        </message>
        <message>
            <source>&amp;Spelling...</source>
            <translation>&amp;Rechtschreibung...</translation>
        </message>
        <message>
            <source>&amp;Standard Toolbar</source>
            <translation>&amp;Standard-Symbolleiste</translation>
        </message>
        <message>
            <source>&amp;Style...</source>
            <translation>&amp;Formatvorlage...</translation>
        </message>
        <message>
            <source>&amp;Symbol...</source>
            <translation>S&amp;onderzeichen...</translation>
        </message>
        <message>
            <source>&amp;Tabs...</source>
            <translation>&amp;Tabulatoren...</translation>
        </message>
        <message>
            <source>&amp;Tip of the Day</source>
            <translation>&amp;Tipps und Tricks</translation>
        </message>
        <message>
            <source>&amp;Tools</source>
            <translation>E&amp;xtras</translation>
        </message>
        <message>
            <source>&amp;Underline</source>
            <translation>&amp;Unterstrichen</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Rückgängig:</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Ansicht</translation>
        </message>
        <message>
            <source>&amp;What's This</source>
            <translation>&amp;Direkthilfe</translation>
        </message>
        <message>
            <source>&amp;Window</source>
            <translation>&amp;Fenster</translation>
        </message>
        <message>
            <source>&amp;Write...</source>
            <translation>&amp;Schreiben...</translation>
        </message>
        <message>
            <source>&amp;Zoom...</source>
            <translation>&amp;Zoom...</translation>
        </message>
        <message>
            <source>1.5 Line Spacing</source>
            <translation>1,5-zeilig</translation>
        </message>
        <message>
            <source>Align &amp;Left</source>
            <translation>&amp;Linksbündig</translation>
        </message>
        <message>
            <source>Align &amp;Right</source>
            <translation>&amp;Rechtsbündig</translation>
        </message>
        <message>
            <source>Aligns the paragraph at both indents.</source>
            <translation>Richtet den Absatz an beiden Einzügen aus.</translation>
        </message>
        <message>
            <source>Aligns the paragraph at the left indent.</source>
            <translation>Richtet den Absatz am linken Einzug aus.</translation>
        </message>
        <message>
            <source>Aligns the paragraph at the right indent.</source>
            <translation>Richtet den Absatz am rechten Einzug aus.</translation>
        </message>
        <message>
            <source>All Caps</source>
            <translation>Großbuchstaben</translation>
        </message>
        <message>
            <source>Allows the end of a line inside a word.</source>
            <translation>Lässt in einem Wort das Ende einer Zeile zu.</translation>
        </message>
        <message>
            <source>Applies, makes, changes and deletes styles.</source>
            <translation>Weist Formatvorlagen zu, legt sie an, ändert und löscht sie.</translation>
        </message>
        <message>
            <source>AutoTe&amp;xt...</source>
            <translation>AutoTe&amp;xt...</translation>
        </message>
        <message>
            <source>Begins a new page at the insertion point.</source>
            <translation>Beginnt an der Einfügestelle eine neue Seite.</translation>
        </message>
        <message>
            <source>Bullets</source>
            <translation>Aufzählung</translation>
        </message>
        <message>
            <source>Bullets and &amp;Numbering...</source>
            <translation>&amp;Nummerierung und Aufzählungen...</translation>
        </message>
        <message>
            <source>Cell Height and &amp;Width...</source>
            <translation>Zellen&amp;höhe und -breite...</translation>
        </message>
        <message>
            <source>Centers the paragraph between the indents.</source>
            <translation>Zentriert den Absatz zwischen den Einzügen.</translation>
        </message>
        <message>
            <source>Change Cas&amp;e...</source>
            <translation>&amp;Groß-/Kleinschreibung...</translation>
        </message>
        <message>
            <source>Changes capitals and small letters.</source>
            <translation>Ändert große und kleine Buchstaben.</translation>
        </message>
        <message>
            <source>Changes the indents, the spacing and the flow of the selected paragraphs.</source>
            <translation>Ändert Einzüge, Abstände und Textfluss der markierten Absätze.</translation>
        </message>
        <message>
            <source>Changes the look of the selected characters.</source>
            <translation>Ändert das Aussehen der markierten Zeichen.</translation>
        </message>
        <message>
            <source>Changes the margins and the paper of the document.</source>
            <translation>Ändert die Ränder und das Papier des Dokuments.</translation>
        </message>
        <message>
            <source>Changes the size and the description of the selected picture.</source>
            <translation>Ändert Größe und Beschreibung der markierten Grafik.</translation>
        </message>
        <message>
            <source>Changes the way the program looks and works.</source>
            <translation>Ändert, wie das Programm aussieht und arbeitet.</translation>
        </message>
        <message>
            <source>Changes the widths of the columns.</source>
            <translation>Ändert die Breite der Spalten.</translation>
        </message>
        <message>
            <source>Changes what stands above and below the text of every page.</source>
            <translation>Ändert, was auf jeder Seite über und unter dem Text steht.</translation>
        </message>
        <message>
            <source>Checks the spelling of the document or of the selection.</source>
            <translation>Prüft die Rechtschreibung des Dokuments oder der Markierung.</translation>
        </message>
        <message>
            <source>Chooses the bullets or numbers of a list.</source>
            <translation>Wählt die Zeichen oder Nummern einer Liste.</translation>
        </message>
        <message>
            <source>Chooses what is corrected while you type.</source>
            <translation>Wählt, was während der Eingabe verbessert wird.</translation>
        </message>
        <message>
            <source>Cle&amp;ar</source>
            <translation>&amp;Löschen</translation>
        </message>
        <message>
            <source>Clear Character Formatting</source>
            <translation>Zeichenformat zurücksetzen</translation>
        </message>
        <message>
            <source>Clear Paragraph Formatting</source>
            <translation>Absatzformat zurücksetzen</translation>
        </message>
        <message>
            <source>Closes the active document.</source>
            <translation>Schließt das aktive Dokument.</translation>
        </message>
        <message>
            <source>Collapse</source>
            <translation>Reduzieren</translation>
        </message>
        <message>
            <source>Con&amp;vert Table to Text...</source>
            <translation>Tabelle in Te&amp;xt umwandeln...</translation>
        </message>
        <message>
            <source>Con&amp;vert Text to Table...</source>
            <translation>Te&amp;xt in Tabelle umwandeln...</translation>
        </message>
        <message>
            <source>Copies the selection to the Clipboard.</source>
            <translation>Kopiert die Markierung in die Zwischenablage.</translation>
        </message>
        <message>
            <source>Copy Format</source>
            <translation>Format kopieren</translation>
        </message>
        <message>
            <source>Counts pages, words, characters, paragraphs and lines.</source>
            <translation>Zählt Seiten, Wörter, Zeichen, Absätze und Zeilen.</translation>
        </message>
        <message>
            <source>Creates a document, empty or from a template.</source>
            <translation>Legt ein Dokument an, leer oder nach einer Vorlage.</translation>
        </message>
        <message>
            <source>Creates an empty document.</source>
            <translation>Legt ein leeres Dokument an.</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>&amp;Ausschneiden</translation>
        </message>
        <message>
            <source>Date and &amp;Time...</source>
            <translation>&amp;Datum und Uhrzeit...</translation>
        </message>
        <message>
            <source>De&amp;lete Rows</source>
            <translation>Zeile&amp;n löschen</translation>
        </message>
        <message>
            <source>Decrease Indent</source>
            <translation>Einzug verkleinern</translation>
        </message>
        <message>
            <source>Deletes cells, rows or columns of a table.</source>
            <translation>Löscht Zellen, Zeilen oder Spalten einer Tabelle.</translation>
        </message>
        <message>
            <source>Deletes the selected rows of a table.</source>
            <translation>Löscht die markierten Zeilen einer Tabelle.</translation>
        </message>
        <message>
            <source>Deletes the selection.</source>
            <translation>Löscht die Markierung.</translation>
        </message>
        <message>
            <source>Demote</source>
            <translation>Tiefer stufen</translation>
        </message>
        <message>
            <source>Demote to Body Text</source>
            <translation>Zu Text machen</translation>
        </message>
        <message>
            <source>Does again what was taken back.</source>
            <translation>Tut noch einmal, was rückgängig gemacht wurde.</translation>
        </message>
        <message>
            <source>Double Spacing</source>
            <translation>Zweizeilig</translation>
        </message>
        <message>
            <source>Double Underline</source>
            <translation>Doppelt unterstrichen</translation>
        </message>
        <message>
            <source>Draws lines around paragraphs, and colors behind.</source>
            <translation>Zeichnet Linien um Absätze und färbt ihren Hintergrund.</translation>
        </message>
        <message>
            <source>E&amp;xit</source>
            <translation>&amp;Beenden</translation>
        </message>
        <message>
            <source>Ends a page or a line at the insertion point.</source>
            <translation>Beendet an der Einfügestelle eine Seite oder eine Zeile.</translation>
        </message>
        <message>
            <source>Expand</source>
            <translation>Erweitern</translation>
        </message>
        <message>
            <source>Explains the button or the command that is pointed at.</source>
            <translation>Erklärt die Schaltfläche oder den Befehl, auf den gezeigt wird.</translation>
        </message>
        <message>
            <source>Extend Selection</source>
            <translation>Markierung erweitern</translation>
        </message>
        <message>
            <source>F&amp;ormat</source>
            <translation>Forma&amp;t</translation>
        </message>
        <message>
            <source>F&amp;ull Screen</source>
            <translation>&amp;Ganzer Bildschirm</translation>
        </message>
        <message>
            <source>Finds the next place of the last search.</source>
            <translation>Sucht die nächste Stelle der letzten Suche.</translation>
        </message>
        <message>
            <source>Font Box</source>
            <translation>Feld Schriftart</translation>
        </message>
        <message>
            <source>Font Size Box</source>
            <translation>Feld Schriftgrad</translation>
        </message>
        <message>
            <source>Foo&amp;tnotes</source>
            <translation>F&amp;ußnoten</translation>
        </message>
        <message>
            <source>Foot&amp;note...</source>
            <translation>&amp;Fußnote...</translation>
        </message>
        <message>
            <source>Gives places in the document names.</source>
            <translation>Gibt Stellen im Dokument Namen.</translation>
        </message>
        <message>
            <source>Gives the format at the insertion point to what is selected next.</source>
            <translation>Gibt das Format der Einfügestelle dem, was als Nächstes markiert wird.</translation>
        </message>
        <message>
            <source>Gives the format that was taken to the selection.</source>
            <translation>Gibt der Markierung das kopierte Format.</translation>
        </message>
        <message>
            <source>Gives the paragraphs the style Heading 1.</source>
            <translation>Gibt den Absätzen die Formatvorlage Heading 1.</translation>
        </message>
        <message>
            <source>Gives the paragraphs the style Heading 2.</source>
            <translation>Gibt den Absätzen die Formatvorlage Heading 2.</translation>
        </message>
        <message>
            <source>Gives the paragraphs the style Heading 3.</source>
            <translation>Gibt den Absätzen die Formatvorlage Heading 3.</translation>
        </message>
        <message>
            <source>Gives the paragraphs the style Normal.</source>
            <translation>Gibt den Absätzen die Formatvorlage Normal.</translation>
        </message>
        <message>
            <source>Gives the table one of several ready looks.</source>
            <translation>Gibt der Tabelle eines von mehreren fertigen Formaten.</translation>
        </message>
        <message>
            <source>Goes from small letters to capitals and back.</source>
            <translation>Wechselt von kleinen zu großen Buchstaben und zurück.</translation>
        </message>
        <message>
            <source>Goes on writing at the insertion point.</source>
            <translation>Schreibt an der Einfügestelle weiter.</translation>
        </message>
        <message>
            <source>Goes to a page, a line or a bookmark.</source>
            <translation>Geht zu einer Seite, einer Zeile oder einer Textmarke.</translation>
        </message>
        <message>
            <source>Goes to the Font Size box.</source>
            <translation>Geht zum Feld Schriftgrad.</translation>
        </message>
        <message>
            <source>Goes to the Font box.</source>
            <translation>Geht zum Feld Schriftart.</translation>
        </message>
        <message>
            <source>Goes to the Style box.</source>
            <translation>Geht zum Feld Formatvorlage.</translation>
        </message>
        <message>
            <source>Goes to the document before.</source>
            <translation>Geht zum vorigen Dokument.</translation>
        </message>
        <message>
            <source>Goes to the footnotes; beside the number of one, to its text.</source>
            <translation>Geht zu den Fußnoten; neben der Nummer einer Fußnote zu ihrem Text.</translation>
        </message>
        <message>
            <source>Goes to the menus.</source>
            <translation>Geht zu den Menüs.</translation>
        </message>
        <message>
            <source>Goes to the next document.</source>
            <translation>Geht zum nächsten Dokument.</translation>
        </message>
        <message>
            <source>Goes to the other pane of the window.</source>
            <translation>Geht zum anderen Ausschnitt des Fensters.</translation>
        </message>
        <message>
            <source>Goes to where the text was changed last.</source>
            <translation>Geht dorthin, wo der Text zuletzt geändert wurde.</translation>
        </message>
        <message>
            <source>Gridlin&amp;es</source>
            <translation>&amp;Gitternetzlinien</translation>
        </message>
        <message>
            <source>Grow Font</source>
            <translation>Schrift vergrößern</translation>
        </message>
        <message>
            <source>Grow Font One Point</source>
            <translation>Schrift um einen Punkt vergrößern</translation>
        </message>
        <message>
            <source>Hanging Indent</source>
            <translation>Hängender Einzug</translation>
        </message>
        <message>
            <source>Has a document written from a few words of yours.</source>
            <translation>Lässt nach wenigen Worten von Ihnen ein Dokument schreiben.</translation>
        </message>
        <message>
            <source>Has every movement extend the selection; Esc ends it.</source>
            <translation>Jede Bewegung erweitert die Markierung; Esc beendet das.</translation>
        </message>
        <message>
            <source>Heading 1</source>
            <translation>Überschrift 1</translation>
        </message>
        <message>
            <source>Heading 2</source>
            <translation>Überschrift 2</translation>
        </message>
        <message>
            <source>Heading 3</source>
            <translation>Überschrift 3</translation>
        </message>
        <message>
            <source>Hidden</source>
            <translation>Verborgen</translation>
        </message>
        <message>
            <source>Hides what is below the heading.</source>
            <translation>Verbirgt, was unter der Überschrift steht.</translation>
        </message>
        <message>
            <source>Increase Indent</source>
            <translation>Einzug vergrößern</translation>
        </message>
        <message>
            <source>Insert AutoText</source>
            <translation>AutoText einfügen</translation>
        </message>
        <message>
            <source>Insert Colu&amp;mns</source>
            <translation>&amp;Spalten einfügen</translation>
        </message>
        <message>
            <source>Insert Date</source>
            <translation>Datum einfügen</translation>
        </message>
        <message>
            <source>Insert R&amp;ows</source>
            <translation>&amp;Zeilen einfügen</translation>
        </message>
        <message>
            <source>Insert Time</source>
            <translation>Uhrzeit einfügen</translation>
        </message>
        <message>
            <source>Inserts a hyphen that ends no line.</source>
            <translation>Fügt einen Bindestrich ein, der keine Zeile beendet.</translation>
        </message>
        <message>
            <source>Inserts a picture from a file.</source>
            <translation>Fügt eine Grafik aus einer Datei ein.</translation>
        </message>
        <message>
            <source>Inserts a sign that no key has.</source>
            <translation>Fügt ein Zeichen ein, das auf keiner Taste steht.</translation>
        </message>
        <message>
            <source>Inserts a space that keeps words together.</source>
            <translation>Fügt ein Leerzeichen ein, das Wörter zusammenhält.</translation>
        </message>
        <message>
            <source>Inserts a table at the insertion point.</source>
            <translation>Fügt an der Einfügestelle eine Tabelle ein.</translation>
        </message>
        <message>
            <source>Inserts as many columns as are selected, in front of them.</source>
            <translation>Fügt vor den markierten Spalten ebenso viele ein.</translation>
        </message>
        <message>
            <source>Inserts as many rows as are selected, above them.</source>
            <translation>Fügt über den markierten Zeilen ebenso viele ein.</translation>
        </message>
        <message>
            <source>Inserts the AutoText whose name is typed.</source>
            <translation>Fügt den AutoText ein, dessen Name getippt ist.</translation>
        </message>
        <message>
            <source>Inserts the date or the time of now.</source>
            <translation>Fügt das Datum oder die Uhrzeit ein.</translation>
        </message>
        <message>
            <source>Inserts the date, which is always that of the day.</source>
            <translation>Fügt das Datum ein, das immer das des Tages ist.</translation>
        </message>
        <message>
            <source>Inserts the time, which is always that of now.</source>
            <translation>Fügt die Uhrzeit ein, die immer die gerade jetzt ist.</translation>
        </message>
        <message>
            <source>Inserts what is on the Clipboard.</source>
            <translation>Fügt ein, was in der Zwischenablage ist.</translation>
        </message>
        <message>
            <source>Keeps pieces of text under names and inserts them.</source>
            <translation>Bewahrt Textstücke unter Namen auf und fügt sie ein.</translation>
        </message>
        <message>
            <source>Last Edit</source>
            <translation>Letzte Änderung</translation>
        </message>
        <message>
            <source>Lays the windows over one another.</source>
            <translation>Legt die Fenster übereinander.</translation>
        </message>
        <message>
            <source>Leaves a line between the lines.</source>
            <translation>Lässt zwischen den Zeilen eine Zeile frei.</translation>
        </message>
        <message>
            <source>Leaves half a line between the lines.</source>
            <translation>Lässt zwischen den Zeilen eine halbe Zeile frei.</translation>
        </message>
        <message>
            <source>Leaves the look to the style.</source>
            <translation>Überlässt das Aussehen der Formatvorlage.</translation>
        </message>
        <message>
            <source>Leaves the paragraph to its style.</source>
            <translation>Überlässt den Absatz seiner Formatvorlage.</translation>
        </message>
        <message>
            <source>Looks for text and puts other text in its place.</source>
            <translation>Sucht Text und setzt anderen an seine Stelle.</translation>
        </message>
        <message>
            <source>Looks for text in the active document.</source>
            <translation>Sucht Text im aktiven Dokument.</translation>
        </message>
        <message>
            <source>Lowers the selection below the line.</source>
            <translation>Stellt die Markierung unter die Zeile.</translation>
        </message>
        <message>
            <source>Makes a table of text, or text of a table.</source>
            <translation>Macht aus Text eine Tabelle oder aus einer Tabelle Text.</translation>
        </message>
        <message>
            <source>Makes one cell of the selected cells.</source>
            <translation>Macht aus den markierten Zellen eine.</translation>
        </message>
        <message>
            <source>Makes several cells of one.</source>
            <translation>Macht aus einer Zelle mehrere.</translation>
        </message>
        <message>
            <source>Makes the document larger or smaller on the screen.</source>
            <translation>Macht das Dokument auf dem Bildschirm größer oder kleiner.</translation>
        </message>
        <message>
            <source>Makes the heading body text.</source>
            <translation>Macht aus der Überschrift Text.</translation>
        </message>
        <message>
            <source>Makes the paragraph a higher heading.</source>
            <translation>Macht den Absatz zu einer höheren Überschrift.</translation>
        </message>
        <message>
            <source>Makes the paragraph a lower heading.</source>
            <translation>Macht den Absatz zu einer tieferen Überschrift.</translation>
        </message>
        <message>
            <source>Makes the paragraphs a bulleted list.</source>
            <translation>Macht aus den Absätzen eine Aufzählung.</translation>
        </message>
        <message>
            <source>Makes the paragraphs a numbered list.</source>
            <translation>Macht aus den Absätzen eine nummerierte Liste.</translation>
        </message>
        <message>
            <source>Makes the selection a point larger.</source>
            <translation>Macht die Markierung um einen Punkt größer.</translation>
        </message>
        <message>
            <source>Makes the selection a point smaller.</source>
            <translation>Macht die Markierung um einen Punkt kleiner.</translation>
        </message>
        <message>
            <source>Makes the selection bold.</source>
            <translation>Macht die Markierung fett.</translation>
        </message>
        <message>
            <source>Makes the selection italic.</source>
            <translation>Macht die Markierung kursiv.</translation>
        </message>
        <message>
            <source>Makes two tables of one, above the row with the insertion point.</source>
            <translation>Macht aus einer Tabelle zwei, über der Zeile mit der Einfügestelle.</translation>
        </message>
        <message>
            <source>Marks the selection as hidden text.</source>
            <translation>Kennzeichnet die Markierung als verborgenen Text.</translation>
        </message>
        <message>
            <source>Marks the selection as with a yellow pen.</source>
            <translation>Hebt die Markierung wie mit einem gelben Stift hervor.</translation>
        </message>
        <message>
            <source>Menu Bar</source>
            <translation>Menüleiste</translation>
        </message>
        <message>
            <source>Mer&amp;ge Cells</source>
            <translation>Zellen &amp;verbinden</translation>
        </message>
        <message>
            <source>Move Down</source>
            <translation>Nach unten</translation>
        </message>
        <message>
            <source>Move Up</source>
            <translation>Nach oben</translation>
        </message>
        <message>
            <source>Moves all lines but the first in.</source>
            <translation>Rückt alle Zeilen bis auf die erste ein.</translation>
        </message>
        <message>
            <source>Moves all lines but the first out.</source>
            <translation>Rückt alle Zeilen bis auf die erste aus.</translation>
        </message>
        <message>
            <source>Moves the paragraph half an inch in.</source>
            <translation>Rückt den Absatz um einen halben Zoll ein.</translation>
        </message>
        <message>
            <source>Moves the paragraph half an inch out.</source>
            <translation>Rückt den Absatz um einen halben Zoll aus.</translation>
        </message>
        <message>
            <source>Moves the part down over the next one.</source>
            <translation>Verschiebt den Teil hinter den nächsten.</translation>
        </message>
        <message>
            <source>Moves the part up over the one before.</source>
            <translation>Verschiebt den Teil vor den vorigen.</translation>
        </message>
        <message>
            <source>Moves the selection to the Clipboard.</source>
            <translation>Verschiebt die Markierung in die Zwischenablage.</translation>
        </message>
        <message>
            <source>Ne&amp;xt</source>
            <translation>&amp;Nächstes</translation>
        </message>
        <message>
            <source>New &amp;Blank Document</source>
            <translation>Neues &amp;leeres Dokument</translation>
        </message>
        <message>
            <source>Next Case</source>
            <translation>Schreibung wechseln</translation>
        </message>
        <message>
            <source>Next Pane</source>
            <translation>Nächster Auss&amp;chnitt</translation>
        </message>
        <message>
            <source>Nonbreaking Hyphen</source>
            <translation>Geschützter Bindestrich</translation>
        </message>
        <message>
            <source>Nonbreaking Space</source>
            <translation>Geschütztes Leerzeichen</translation>
        </message>
        <message>
            <source>Normal Style</source>
            <translation>Formatvorlage Normal</translation>
        </message>
        <message>
            <source>Numbers the pages in the header or the footer.</source>
            <translation>Nummeriert die Seiten in der Kopf- oder Fußzeile.</translation>
        </message>
        <message>
            <source>Opens an existing document.</source>
            <translation>Öffnet ein vorhandenes Dokument.</translation>
        </message>
        <message>
            <source>Optional Hyphen</source>
            <translation>Bedingter Trennstrich</translation>
        </message>
        <message>
            <source>Page N&amp;umbers...</source>
            <translation>&amp;Seitenzahlen...</translation>
        </message>
        <message>
            <source>Page Set&amp;up...</source>
            <translation>Seite e&amp;inrichten...</translation>
        </message>
        <message>
            <source>Paste Format</source>
            <translation>Format einfügen</translation>
        </message>
        <message>
            <source>Pict&amp;ure...</source>
            <translation>Grafi&amp;k...</translation>
        </message>
        <message>
            <source>Previous</source>
            <translation>Voriges</translation>
        </message>
        <message>
            <source>Print Pre&amp;view</source>
            <translation>Seiten&amp;ansicht</translation>
        </message>
        <message>
            <source>Prints the document, or some of its pages.</source>
            <translation>Druckt das Dokument oder einige seiner Seiten.</translation>
        </message>
        <message>
            <source>Promote</source>
            <translation>Höher stufen</translation>
        </message>
        <message>
            <source>Propert&amp;ies...</source>
            <translation>&amp;Eigenschaften...</translation>
        </message>
        <message>
            <source>Puts in a footnote at the insertion point.</source>
            <translation>Setzt an der Einfügestelle eine Fußnote.</translation>
        </message>
        <message>
            <source>Quits the program and asks about documents that are not saved.</source>
            <translation>Beendet das Programm und fragt nach nicht gespeicherten Dokumenten.</translation>
        </message>
        <message>
            <source>R&amp;eplace...</source>
            <translation>Erset&amp;zen...</translation>
        </message>
        <message>
            <source>Raises the selection above the line.</source>
            <translation>Stellt die Markierung über die Zeile.</translation>
        </message>
        <message>
            <source>Repeat Fi&amp;nd</source>
            <translation>Weiters&amp;uchen</translation>
        </message>
        <message>
            <source>Repeats the rows down to this one on each page.</source>
            <translation>Wiederholt die Zeilen bis zu dieser auf jeder Seite.</translation>
        </message>
        <message>
            <source>Retro Document Writer &amp;Help Topics</source>
            <translation>&amp;Hilfethemen</translation>
        </message>
        <message>
            <source>S&amp;plit</source>
            <translation>&amp;Teilen</translation>
        </message>
        <message>
            <source>S&amp;plit Cells...</source>
            <translation>Zellen &amp;teilen...</translation>
        </message>
        <message>
            <source>Save &amp;As...</source>
            <translation>Speichern &amp;unter...</translation>
        </message>
        <message>
            <source>Save A&amp;ll</source>
            <translation>A&amp;lles speichern</translation>
        </message>
        <message>
            <source>Saves all open documents.</source>
            <translation>Speichert alle offenen Dokumente.</translation>
        </message>
        <message>
            <source>Saves the active document under another name.</source>
            <translation>Speichert das aktive Dokument unter einem anderen Namen.</translation>
        </message>
        <message>
            <source>Saves the active document.</source>
            <translation>Speichert das aktive Dokument.</translation>
        </message>
        <message>
            <source>Select &amp;Column</source>
            <translation>Spalte ma&amp;rkieren</translation>
        </message>
        <message>
            <source>Select &amp;Row</source>
            <translation>Zeile &amp;markieren</translation>
        </message>
        <message>
            <source>Select A&amp;ll</source>
            <translation>Alles &amp;markieren</translation>
        </message>
        <message>
            <source>Select T&amp;able</source>
            <translation>Tabelle mar&amp;kieren</translation>
        </message>
        <message>
            <source>Selects the column of the table with the insertion point.</source>
            <translation>Markiert die Spalte der Tabelle mit der Einfügestelle.</translation>
        </message>
        <message>
            <source>Selects the row of the table with the insertion point.</source>
            <translation>Markiert die Zeile der Tabelle mit der Einfügestelle.</translation>
        </message>
        <message>
            <source>Selects the table with the insertion point.</source>
            <translation>Markiert die Tabelle mit der Einfügestelle.</translation>
        </message>
        <message>
            <source>Selects the whole document.</source>
            <translation>Markiert das ganze Dokument.</translation>
        </message>
        <message>
            <source>Sets and clears tab stops.</source>
            <translation>Setzt und löscht Tabulatoren.</translation>
        </message>
        <message>
            <source>Sets the lines close together.</source>
            <translation>Setzt die Zeilen dicht untereinander.</translation>
        </message>
        <message>
            <source>Show All</source>
            <translation>Alles anzeigen</translation>
        </message>
        <message>
            <source>Show Heading 1</source>
            <translation>Ebene 1 anzeigen</translation>
        </message>
        <message>
            <source>Show Headings 1 to 2</source>
            <translation>Ebenen 1 bis 2 anzeigen</translation>
        </message>
        <message>
            <source>Show Headings 1 to 3</source>
            <translation>Ebenen 1 bis 3 anzeigen</translation>
        </message>
        <message>
            <source>Show/Hide &amp;Marks</source>
            <translation>&amp;Sonderzeichen anzeigen</translation>
        </message>
        <message>
            <source>Shows all headings and the text.</source>
            <translation>Zeigt alle Überschriften und den Text.</translation>
        </message>
        <message>
            <source>Shows all open documents side by side.</source>
            <translation>Zeigt alle offenen Dokumente nebeneinander.</translation>
        </message>
        <message>
            <source>Shows headings of level 1 alone.</source>
            <translation>Zeigt nur Überschriften der Ebene 1.</translation>
        </message>
        <message>
            <source>Shows or hides tabs, spaces and the ends of paragraphs.</source>
            <translation>Zeigt oder verbirgt Tabulatoren, Leerzeichen und Absatzenden.</translation>
        </message>
        <message>
            <source>Shows or hides the Formatting toolbar.</source>
            <translation>Zeigt oder verbirgt die Format-Symbolleiste.</translation>
        </message>
        <message>
            <source>Shows or hides the Standard toolbar.</source>
            <translation>Zeigt oder verbirgt die Standard-Symbolleiste.</translation>
        </message>
        <message>
            <source>Shows or hides the rulers.</source>
            <translation>Zeigt oder verbirgt die Lineale.</translation>
        </message>
        <message>
            <source>Shows small letters as capitals.</source>
            <translation>Zeigt kleine Buchstaben als große.</translation>
        </message>
        <message>
            <source>Shows small letters as small capitals.</source>
            <translation>Zeigt kleine Buchstaben als Kapitälchen.</translation>
        </message>
        <message>
            <source>Shows the cells of tables that have no lines.</source>
            <translation>Zeigt die Zellen von Tabellen, die keine Linien haben.</translation>
        </message>
        <message>
            <source>Shows the document alone on the screen; Esc goes back.</source>
            <translation>Zeigt das Dokument allein auf dem Bildschirm; Esc führt zurück.</translation>
        </message>
        <message>
            <source>Shows the headings by their levels.</source>
            <translation>Zeigt die Überschriften nach Ebenen.</translation>
        </message>
        <message>
            <source>Shows the manual.</source>
            <translation>Zeigt das Handbuch.</translation>
        </message>
        <message>
            <source>Shows the models on this computer, and finds and downloads others.</source>
            <translation>Zeigt die Modelle auf diesem Computer und findet und lädt andere.</translation>
        </message>
        <message>
            <source>Shows the pages as they are printed.</source>
            <translation>Zeigt die Seiten, wie sie gedruckt werden.</translation>
        </message>
        <message>
            <source>Shows the pages as they will be printed.</source>
            <translation>Zeigt die Seiten, wie sie gedruckt werden.</translation>
        </message>
        <message>
            <source>Shows the text without pages.</source>
            <translation>Zeigt den Text ohne Seiten.</translation>
        </message>
        <message>
            <source>Shows three levels.</source>
            <translation>Zeigt drei Ebenen.</translation>
        </message>
        <message>
            <source>Shows two levels.</source>
            <translation>Zeigt zwei Ebenen.</translation>
        </message>
        <message>
            <source>Shows two places of the document, one above the other.</source>
            <translation>Zeigt zwei Stellen des Dokuments übereinander.</translation>
        </message>
        <message>
            <source>Shows what is below the heading.</source>
            <translation>Zeigt, was unter der Überschrift steht.</translation>
        </message>
        <message>
            <source>Shrink Font</source>
            <translation>Schrift verkleinern</translation>
        </message>
        <message>
            <source>Shrink Font One Point</source>
            <translation>Schrift um einen Punkt verkleinern</translation>
        </message>
        <message>
            <source>Single Spacing</source>
            <translation>Einzeilig</translation>
        </message>
        <message>
            <source>Small Caps</source>
            <translation>Kapitälchen</translation>
        </message>
        <message>
            <source>Sorts the rows of the table.</source>
            <translation>Sortiert die Zeilen der Tabelle.</translation>
        </message>
        <message>
            <source>Split &amp;Table</source>
            <translation>Ta&amp;belle teilen</translation>
        </message>
        <message>
            <source>Sto&amp;p</source>
            <translation>An&amp;halten</translation>
        </message>
        <message>
            <source>Stops the writing; what is written stays.</source>
            <translation>Hält das Schreiben an; was geschrieben ist, bleibt.</translation>
        </message>
        <message>
            <source>Style Box</source>
            <translation>Feld Formatvorlage</translation>
        </message>
        <message>
            <source>Subscript</source>
            <translation>Tiefgestellt</translation>
        </message>
        <message>
            <source>Superscript</source>
            <translation>Hochgestellt</translation>
        </message>
        <message>
            <source>T&amp;able</source>
            <translation>Tabe&amp;lle</translation>
        </message>
        <message>
            <source>Table Auto&amp;Format...</source>
            <translation>Auto&amp;Format...</translation>
        </message>
        <message>
            <source>Takes back the last action.</source>
            <translation>Macht die letzte Handlung rückgängig.</translation>
        </message>
        <message>
            <source>Takes out what the model wrote here, except for what you have changed.</source>
            <translation>Nimmt heraus, was das Modell hier schrieb, außer dem, was Sie geändert haben.</translation>
        </message>
        <message>
            <source>Takes the format of the selection.</source>
            <translation>Kopiert das Format der Markierung.</translation>
        </message>
        <message>
            <source>Takes the next larger size.</source>
            <translation>Nimmt den nächstgrößeren Schriftgrad.</translation>
        </message>
        <message>
            <source>Takes the next smaller size.</source>
            <translation>Nimmt den nächstkleineren Schriftgrad.</translation>
        </message>
        <message>
            <source>Tells about the active document and its file.</source>
            <translation>Sagt etwas über das aktive Dokument und seine Datei.</translation>
        </message>
        <message>
            <source>Tells something that is good to know.</source>
            <translation>Sagt etwas, das zu wissen nützlich ist.</translation>
        </message>
        <message>
            <source>Tells the version and what the program is made of.</source>
            <translation>Nennt die Version und woraus das Programm besteht.</translation>
        </message>
        <message>
            <source>Underlines the selection.</source>
            <translation>Unterstreicht die Markierung.</translation>
        </message>
        <message>
            <source>Underlines with two lines.</source>
            <translation>Unterstreicht mit zwei Linien.</translation>
        </message>
        <message>
            <source>Underlines words, not blanks.</source>
            <translation>Unterstreicht Wörter, keine Leerzeichen.</translation>
        </message>
        <message>
            <source>Undo Hanging Indent</source>
            <translation>Hängenden Einzug verkleinern</translation>
        </message>
        <message>
            <source>Word Co&amp;unt...</source>
            <translation>Wörter &amp;zählen...</translation>
        </message>
        <message>
            <source>Word Underline</source>
            <translation>Wörter unterstrichen</translation>
        </message>
    </context>
    <context>
        <name>ConvertFileDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Convert File</source>
            <translation>Datei konvertieren</translation>
        </message>
        <message>
            <source>Convert file &amp;from:</source>
            <translation>Datei konvertieren &amp;von:</translation>
        </message>
        <message>
            <source>Lines of the file that read differently in each encoding.</source>
            <translation>Zeilen der Datei, die sich in jeder Kodierung anders lesen.</translation>
        </message>
        <message>
            <source>Sample</source>
            <translation>Muster</translation>
        </message>
        <message>
            <source>Sample:</source>
            <translation>Muster:</translation>
        </message>
        <message>
            <source>The encodings of text files; the likeliest one is marked.</source>
            <translation>Die Kodierungen von Textdateien; die wahrscheinlichste ist markiert.</translation>
        </message>
        <message>
            <source>{} does not say in which encoding it is. Choose the one in which it reads well.</source>
            <translation>{} sagt nicht, in welcher Kodierung die Datei ist. Wählen Sie die, in der sie sich gut liest.</translation>
        </message>
    </context>
    <context>
        <name>ConvertTableDialog</name>
        <message>
            <source>&amp;Commas</source>
            <translation>&amp;Kommas</translation>
        </message>
        <message>
            <source>&amp;Other</source>
            <translation>&amp;Andere</translation>
        </message>
        <message>
            <source>&amp;Paragraphs</source>
            <translation>A&amp;bsätze</translation>
        </message>
        <message>
            <source>&amp;Sign:</source>
            <translation>&amp;Zeichen:</translation>
        </message>
        <message>
            <source>&amp;Tabs</source>
            <translation>&amp;Tabulatoren</translation>
        </message>
        <message>
            <source>Between two cells there is a comma.</source>
            <translation>Zwischen zwei Zellen steht ein Komma.</translation>
        </message>
        <message>
            <source>Between two cells there is a tab.</source>
            <translation>Zwischen zwei Zellen steht ein Tabulator.</translation>
        </message>
        <message>
            <source>Between two cells there is the sign in the box.</source>
            <translation>Zwischen zwei Zellen steht das Zeichen im Feld.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Convert Table to Text</source>
            <translation>Tabelle in Text umwandeln</translation>
        </message>
        <message>
            <source>Convert Text to Table</source>
            <translation>Text in Tabelle umwandeln</translation>
        </message>
        <message>
            <source>Each paragraph of a cell is one of the text.</source>
            <translation>Jeder Absatz einer Zelle wird ein Absatz des Textes.</translation>
        </message>
        <message>
            <source>Separate Text At</source>
            <translation>Text trennen bei</translation>
        </message>
        <message>
            <source>Separate Text With</source>
            <translation>Text trennen durch</translation>
        </message>
        <message>
            <source>The sign between two cells.</source>
            <translation>Das Zeichen zwischen zwei Zellen.</translation>
        </message>
    </context>
    <context>
        <name>DateTimeDialog</name>
        <message>
            <source>&amp;Available Formats:</source>
            <translation>Verfügbare &amp;Formate:</translation>
        </message>
        <message>
            <source>&amp;Update Automatically (Insert as Field)</source>
            <translation>&amp;Automatisch aktualisieren (als Feld einfügen)</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Date and Time</source>
            <translation>Datum und Uhrzeit</translation>
        </message>
        <message>
            <source>How the date or the time of now is written.</source>
            <translation>Wie das Datum oder die Uhrzeit geschrieben wird.</translation>
        </message>
        <message>
            <source>On: the document shows the date of the day on which it is opened.</source>
            <translation>Ein: das Dokument zeigt das Datum des Tages, an dem es geöffnet wird.</translation>
        </message>
    </context>
    <context>
        <name>DeleteCellsDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Delete Cells</source>
            <translation>Zellen löschen</translation>
        </message>
        <message>
            <source>Delete Entire &amp;Column</source>
            <translation>Ganze &amp;Spalte löschen</translation>
        </message>
        <message>
            <source>Delete Entire &amp;Row</source>
            <translation>Ganze &amp;Zeile löschen</translation>
        </message>
        <message>
            <source>Shift Cells &amp;Left</source>
            <translation>Zellen nach &amp;links verschieben</translation>
        </message>
        <message>
            <source>Shift Cells &amp;Up</source>
            <translation>Zellen nach &amp;oben verschieben</translation>
        </message>
        <message>
            <source>The cells behind in the row close the gap.</source>
            <translation>Die Zellen dahinter schließen die Lücke.</translation>
        </message>
        <message>
            <source>The cells below in the column close the gap.</source>
            <translation>Die Zellen darunter schließen die Lücke.</translation>
        </message>
        <message>
            <source>The columns with the selected cells go.</source>
            <translation>Die Spalten mit den markierten Zellen verschwinden.</translation>
        </message>
        <message>
            <source>The rows with the selected cells go.</source>
            <translation>Die Zeilen mit den markierten Zellen verschwinden.</translation>
        </message>
    </context>
    <context>
        <name>FileDialog</name>
        <message>
            <source>&amp;No</source>
            <translation>&amp;Nein</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>Ö&amp;ffnen</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Speichern</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;Ja</translation>
        </message>
        <message>
            <source>All Files</source>
            <translation>Alle Dateien</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Create New Folder</source>
            <translation>Neuer Ordner</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>File &amp;name:</source>
            <translation>Datei&amp;name:</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <source>Files of &amp;type:</source>
            <translation>Datei&amp;typ:</translation>
        </message>
        <message>
            <source>List</source>
            <translation>Liste</translation>
        </message>
        <message>
            <source>Look &amp;in:</source>
            <translation>&amp;Suchen in:</translation>
        </message>
        <message>
            <source>Makes a folder in this one.</source>
            <translation>Legt in diesem Ordner einen neuen an.</translation>
        </message>
        <message>
            <source>New Folder</source>
            <translation>Neuer Ordner</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Open as &amp;read-only</source>
            <translation>Schreib&amp;geschützt öffnen</translation>
        </message>
        <message>
            <source>Save &amp;in:</source>
            <translation>Speichern &amp;in:</translation>
        </message>
        <message>
            <source>Save As</source>
            <translation>Speichern unter</translation>
        </message>
        <message>
            <source>Save as &amp;type:</source>
            <translation>Datei&amp;typ:</translation>
        </message>
        <message>
            <source>Shows the folder that this one is in.</source>
            <translation>Zeigt den Ordner, in dem dieser liegt.</translation>
        </message>
        <message>
            <source>Shows the names with size, type and date.</source>
            <translation>Zeigt die Namen mit Größe, Typ und Datum.</translation>
        </message>
        <message>
            <source>Shows the names.</source>
            <translation>Zeigt die Namen.</translation>
        </message>
        <message>
            <source>The folder cannot be made here: {}.</source>
            <translation>Der Ordner kann hier nicht angelegt werden: {}.</translation>
        </message>
        <message>
            <source>The folder {} was not found.</source>
            <translation>Der Ordner {} wurde nicht gefunden.</translation>
        </message>
        <message>
            <source>The folders and files here. Double-click one to open it.</source>
            <translation>Die Ordner und Dateien hier. Ein Doppelklick öffnet sie.</translation>
        </message>
        <message>
            <source>The name of the file. A folder or a pattern such as *.txt can be typed as well.</source>
            <translation>Der Name der Datei. Auch ein Ordner oder ein Muster wie *.txt kann getippt werden.</translation>
        </message>
        <message>
            <source>The type of file to save.</source>
            <translation>Der Typ der Datei.</translation>
        </message>
        <message>
            <source>The type of files to list.</source>
            <translation>Der Typ der Dateien, die gezeigt werden.</translation>
        </message>
        <message>
            <source>Up One Level</source>
            <translation>Übergeordneter Ordner</translation>
        </message>
        <message>
            <source>Where the files are. Choose a place, or a folder on the way to this one.</source>
            <translation>Wo die Dateien sind. Wählen Sie einen Ort oder einen Ordner auf dem Weg hierher.</translation>
        </message>
        <message>
            <source>{} already exists.
Do you want to replace it?</source>
            <translation>{} gibt es schon.
Möchten Sie die Datei ersetzen?</translation>
        </message>
        <message>
            <source>{} is not a name that a file can have.</source>
            <translation>{} ist kein Name, den eine Datei haben kann.</translation>
        </message>
        <message>
            <source>{} was not found. Check the name, then try again.</source>
            <translation>{} wurde nicht gefunden. Prüfen Sie den Namen, und versuchen Sie es noch einmal.</translation>
        </message>
    </context>
    <context>
        <name>FileQuestions</name>
        <message>
            <source>&amp;No</source>
            <translation>&amp;Nein</translation>
        </message>
        <message>
            <source>&amp;Other Name...</source>
            <translation>&amp;Anderer Name...</translation>
        </message>
        <message>
            <source>&amp;Save Over</source>
            <translation>&amp;Überschreiben</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;Ja</translation>
        </message>
        <message>
            <source>Another program has changed {} since you opened it.

Do you want to save over what it holds now? If not, you can save your document under another name.</source>
            <translation>Ein anderes Programm hat {} geändert, seit Sie die Datei geöffnet haben.

Möchten Sie überschreiben, was sie jetzt enthält? Sonst können Sie Ihr Dokument unter einem anderen Namen speichern.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>The folder {} is not there any more, so {} could not be saved.</source>
            <translation>Den Ordner {} gibt es nicht mehr, daher konnte {} nicht gespeichert werden.</translation>
        </message>
        <message>
            <source>Your text is as it was. Save it in another folder.</source>
            <translation>Ihr Text ist, wie er war. Speichern Sie ihn in einem anderen Ordner.</translation>
        </message>
        <message>
            <source>{}

Do you want to open it for reading only?</source>
            <translation>{}

Möchten Sie die Datei schreibgeschützt öffnen?</translation>
        </message>
        <message>
            <source>{} cannot hold all of this document. {} would be without:

{}

Do you want to save it so?</source>
            <translation>{} kann nicht alles aus diesem Dokument aufnehmen. In {} würde fehlen:

{}

Möchten Sie so speichern?</translation>
        </message>
        <message>
            <source>{} is open for reading only.

Do you want to save the document under another name?</source>
            <translation>{} ist schreibgeschützt geöffnet.

Möchten Sie das Dokument unter einem anderen Namen speichern?</translation>
        </message>
    </context>
    <context>
        <name>FindCommands</name>
        <message>
            <source>&amp;No</source>
            <translation>&amp;Nein</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;Ja</translation>
        </message>
        <message>
            <source>1 replacement was made.</source>
            <translation>1 Ersetzung wurde vorgenommen.</translation>
        </message>
        <message>
            <source>Nothing was found.</source>
            <translation>Es wurde nichts gefunden.</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Ersetzen</translation>
        </message>
        <message>
            <source>Replacing...</source>
            <translation>Es wird ersetzt...</translation>
        </message>
        <message>
            <source>The {} of the document is reached.

Do you want to go on at its {}?</source>
            <translation>Das Dokument ist zu Ende ({}).

Möchten Sie am anderen Ende ({}) fortfahren?</translation>
        </message>
        <message>
            <source>The {} of the document is reached. {}

Do you want to replace in the rest of it, too?</source>
            <translation>Das Dokument ist zu Ende ({}). {}

Möchten Sie auch im Rest ersetzen?</translation>
        </message>
        <message>
            <source>beginning</source>
            <translation>Anfang</translation>
        </message>
        <message>
            <source>end</source>
            <translation>Ende</translation>
        </message>
        <message>
            <source>{:,} replacements were made.</source>
            <translation>{:,} Ersetzungen wurden vorgenommen.</translation>
        </message>
    </context>
    <context>
        <name>FindDialog</name>
        <message>
            <source>&amp;Any Character</source>
            <translation>&amp;Beliebiges Zeichen</translation>
        </message>
        <message>
            <source>&amp;Bold</source>
            <translation>&amp;Fett</translation>
        </message>
        <message>
            <source>&amp;Find Next</source>
            <translation>&amp;Weitersuchen</translation>
        </message>
        <message>
            <source>&amp;Find What Text</source>
            <translation>Gefundener Te&amp;xt</translation>
        </message>
        <message>
            <source>&amp;Italic</source>
            <translation>&amp;Kursiv</translation>
        </message>
        <message>
            <source>&amp;Manual Line Break</source>
            <translation>Manueller &amp;Zeilenwechsel</translation>
        </message>
        <message>
            <source>&amp;Optional Hyphen</source>
            <translation>Bedingter T&amp;rennstrich</translation>
        </message>
        <message>
            <source>&amp;Paragraph Mark</source>
            <translation>&amp;Absatzmarke</translation>
        </message>
        <message>
            <source>&amp;Replace</source>
            <translation>&amp;Ersetzen</translation>
        </message>
        <message>
            <source>&amp;Replace...</source>
            <translation>&amp;Ersetzen...</translation>
        </message>
        <message>
            <source>&amp;Search:</source>
            <translation>Such&amp;richtung:</translation>
        </message>
        <message>
            <source>&amp;Style</source>
            <translation>&amp;Formatvorlage</translation>
        </message>
        <message>
            <source>&amp;Tab Character</source>
            <translation>&amp;Tabulator</translation>
        </message>
        <message>
            <source>&amp;Underline</source>
            <translation>&amp;Unterstrichen</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alles</translation>
        </message>
        <message>
            <source>All: from the insertion point through the whole document. Down, Up: one way.</source>
            <translation>Alles: von der Einfügestelle an durch das ganze Dokument. Abwärts, aufwärts: nur dorthin.</translation>
        </message>
        <message>
            <source>Any &amp;Digit</source>
            <translation>Beliebige &amp;Ziffer</translation>
        </message>
        <message>
            <source>Any &amp;Letter</source>
            <translation>Beliebiger B&amp;uchstabe</translation>
        </message>
        <message>
            <source>Bold</source>
            <translation>Fett</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Capitals and small letters must be as you typed them.</source>
            <translation>Große und kleine Buchstaben müssen so sein, wie Sie sie getippt haben.</translation>
        </message>
        <message>
            <source>Cir&amp;cumflex</source>
            <translation>Zir&amp;kumflex</translation>
        </message>
        <message>
            <source>Down</source>
            <translation>Abwärts</translation>
        </message>
        <message>
            <source>F&amp;ormat</source>
            <translation>Forma&amp;t</translation>
        </message>
        <message>
            <source>Fi&amp;nd What:</source>
            <translation>&amp;Suchen nach:</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Find Whole Words Onl&amp;y</source>
            <translation>Nur &amp;ganze Wörter</translation>
        </message>
        <message>
            <source>Finds a word, not a part of a longer one.</source>
            <translation>Findet ein Wort, keinen Teil eines längeren.</translation>
        </message>
        <message>
            <source>Finds the next place.</source>
            <translation>Findet die nächste Stelle.</translation>
        </message>
        <message>
            <source>Forgets the formats chosen for the field.</source>
            <translation>Vergisst die Formate, die für das Feld gewählt sind.</translation>
        </message>
        <message>
            <source>Format: {}</source>
            <translation>Format: {}</translation>
        </message>
        <message>
            <source>Italic</source>
            <translation>Kursiv</translation>
        </message>
        <message>
            <source>Match &amp;Case</source>
            <translation>Groß-/&amp;Kleinschreibung</translation>
        </message>
        <message>
            <source>No Forma&amp;tting</source>
            <translation>Kei&amp;ne Formatierung</translation>
        </message>
        <message>
            <source>Non&amp;breaking Space</source>
            <translation>Geschütztes &amp;Leerzeichen</translation>
        </message>
        <message>
            <source>Nonbreaking &amp;Hyphen</source>
            <translation>&amp;Geschützter Bindestrich</translation>
        </message>
        <message>
            <source>Puts a code for a character that cannot be typed into the field.</source>
            <translation>Setzt einen Code für ein Zeichen, das nicht getippt werden kann, in das Feld.</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Ersetzen</translation>
        </message>
        <message>
            <source>Replace &amp;All</source>
            <translation>A&amp;lle ersetzen</translation>
        </message>
        <message>
            <source>Replace W&amp;ith:</source>
            <translation>Ersetzen &amp;durch:</translation>
        </message>
        <message>
            <source>Replaces all at once; Undo takes all of it back.</source>
            <translation>Ersetzt alle auf einmal; Rückgängig nimmt alle zurück.</translation>
        </message>
        <message>
            <source>Replaces what is marked and finds the next place.</source>
            <translation>Ersetzt, was markiert ist, und findet die nächste Stelle.</translation>
        </message>
        <message>
            <source>Sp&amp;ecial</source>
            <translation>S&amp;onstiges</translation>
        </message>
        <message>
            <source>Style: {}</source>
            <translation>Formatvorlage: {}</translation>
        </message>
        <message>
            <source>The text is a regular expression: . is any character, * any number of them, [abc] one of three, (...) a group, which \1 puts in again.</source>
            <translation>Der Text ist ein regulärer Ausdruck: . ist irgendein Zeichen, * beliebig viele davon, [abc] eines von dreien, (...) eine Gruppe, die \1 wieder einsetzt.</translation>
        </message>
        <message>
            <source>The text must look like this, or is to look like this.</source>
            <translation>So muss der Text aussehen, oder so soll er aussehen.</translation>
        </message>
        <message>
            <source>Type the text that takes its place. Leave it empty to delete what is found.</source>
            <translation>Tippen Sie den Text, der an die Stelle tritt. Leer: das Gefundene wird gelöscht.</translation>
        </message>
        <message>
            <source>Type the text you want to find, or choose one that you looked for before.</source>
            <translation>Tippen Sie den Text, den Sie suchen, oder wählen Sie einen früheren.</translation>
        </message>
        <message>
            <source>Underline</source>
            <translation>Unterstrichen</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>Aufwärts</translation>
        </message>
        <message>
            <source>Use Pattern &amp;Matching</source>
            <translation>&amp;Mustervergleich</translation>
        </message>
    </context>
    <context>
        <name>FolderModel</name>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>File Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Modified</source>
            <translation>Geändert</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Typ</translation>
        </message>
    </context>
    <context>
        <name>FontDialog</name>
        <message>
            <source>&amp;All Caps</source>
            <translation>&amp;Großbuchstaben</translation>
        </message>
        <message>
            <source>&amp;By:</source>
            <translation>&amp;Um:</translation>
        </message>
        <message>
            <source>&amp;Color:</source>
            <translation>&amp;Farbe:</translation>
        </message>
        <message>
            <source>&amp;Font:</source>
            <translation>Schrift&amp;art:</translation>
        </message>
        <message>
            <source>&amp;Hidden</source>
            <translation>&amp;Verborgen</translation>
        </message>
        <message>
            <source>&amp;Size:</source>
            <translation>Schriftg&amp;rad:</translation>
        </message>
        <message>
            <source>&amp;Spacing:</source>
            <translation>&amp;Laufweite:</translation>
        </message>
        <message>
            <source>&amp;Underline:</source>
            <translation>&amp;Unterstreichung:</translation>
        </message>
        <message>
            <source>(none)</source>
            <translation>(keines)</translation>
        </message>
        <message>
            <source>Arial</source>
            <translation>Arial</translation>
        </message>
        <message>
            <source>Auto</source>
            <translation>Auto</translation>
        </message>
        <message>
            <source>Bold</source>
            <translation>Fett</translation>
        </message>
        <message>
            <source>Bold Italic</source>
            <translation>Fett Kursiv</translation>
        </message>
        <message>
            <source>By how many points.</source>
            <translation>Um wie viele Punkte.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Cha&amp;racter Spacing</source>
            <translation>Zeichena&amp;bstand</translation>
        </message>
        <message>
            <source>Condensed</source>
            <translation>Schmal</translation>
        </message>
        <message>
            <source>Courier New</source>
            <translation>Courier New</translation>
        </message>
        <message>
            <source>Custom</source>
            <translation>Eigene</translation>
        </message>
        <message>
            <source>Double</source>
            <translation>Doppelt</translation>
        </message>
        <message>
            <source>Draws a line through the text.</source>
            <translation>Zieht eine Linie durch den Text.</translation>
        </message>
        <message>
            <source>Effects</source>
            <translation>Darstellung</translation>
        </message>
        <message>
            <source>Expanded</source>
            <translation>Breit</translation>
        </message>
        <message>
            <source>F&amp;ont Style:</source>
            <translation>Schrifts&amp;chnitt:</translation>
        </message>
        <message>
            <source>Fo&amp;nt</source>
            <translation>&amp;Schrift</translation>
        </message>
        <message>
            <source>Font</source>
            <translation>Zeichen</translation>
        </message>
        <message>
            <source>Italic</source>
            <translation>Kursiv</translation>
        </message>
        <message>
            <source>Keeps the text from being shown and printed.</source>
            <translation>Der Text wird nicht gezeigt und nicht gedruckt.</translation>
        </message>
        <message>
            <source>Lowers the text below the line and makes it smaller.</source>
            <translation>Stellt den Text unter die Zeile und macht ihn kleiner.</translation>
        </message>
        <message>
            <source>Monospace</source>
            <translation>Monospace</translation>
        </message>
        <message>
            <source>Moves the letters apart or closer together.</source>
            <translation>Rückt die Buchstaben auseinander oder zusammen.</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>Raises the text above the line and makes it smaller.</source>
            <translation>Stellt den Text über die Zeile und macht ihn kleiner.</translation>
        </message>
        <message>
            <source>Regular</source>
            <translation>Standard</translation>
        </message>
        <message>
            <source>S&amp;mall Caps</source>
            <translation>&amp;Kapitälchen</translation>
        </message>
        <message>
            <source>Sans</source>
            <translation>Sans</translation>
        </message>
        <message>
            <source>Sans Serif</source>
            <translation>Sans Serif</translation>
        </message>
        <message>
            <source>Serif</source>
            <translation>Serif</translation>
        </message>
        <message>
            <source>Shows small letters as capitals.</source>
            <translation>Zeigt kleine Buchstaben als große.</translation>
        </message>
        <message>
            <source>Shows small letters as small capitals.</source>
            <translation>Zeigt kleine Buchstaben als Kapitälchen.</translation>
        </message>
        <message>
            <source>Single</source>
            <translation>Einfach</translation>
        </message>
        <message>
            <source>Stri&amp;kethrough</source>
            <translation>&amp;Durchgestrichen</translation>
        </message>
        <message>
            <source>Su&amp;bscript</source>
            <translation>&amp;Tiefgestellt</translation>
        </message>
        <message>
            <source>Su&amp;perscript</source>
            <translation>&amp;Hochgestellt</translation>
        </message>
        <message>
            <source>The color of the text. Auto is black.</source>
            <translation>Die Farbe des Textes. Auto ist Schwarz.</translation>
        </message>
        <message>
            <source>The font. Type its name or choose it from the list.</source>
            <translation>Die Schriftart. Tippen Sie ihren Namen, oder wählen Sie sie aus der Liste.</translation>
        </message>
        <message>
            <source>The line under the text.</source>
            <translation>Die Linie unter dem Text.</translation>
        </message>
        <message>
            <source>The size in points; 72 points are an inch.</source>
            <translation>Der Schriftgrad in Punkten; 72 Punkte sind ein Zoll.</translation>
        </message>
        <message>
            <source>The size must be a number between {:g} and {:g}.</source>
            <translation>Der Schriftgrad muss eine Zahl zwischen {:g} und {:g} sein.</translation>
        </message>
        <message>
            <source>Times New Roman</source>
            <translation>Times New Roman</translation>
        </message>
        <message>
            <source>Whether the letters are slanted or heavy.</source>
            <translation>Ob die Buchstaben schräg oder fett sind.</translation>
        </message>
        <message>
            <source>Words Only</source>
            <translation>Nur Wörter</translation>
        </message>
    </context>
    <context>
        <name>FootnoteDialog</name>
        <message>
            <source>&amp;Font...</source>
            <translation>&amp;Zeichen...</translation>
        </message>
        <message>
            <source>&amp;Text of the note:</source>
            <translation>&amp;Text der Fußnote:</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Changes the look of the characters that are selected.</source>
            <translation>Ändert das Aussehen der markierten Zeichen.</translation>
        </message>
        <message>
            <source>Footnote</source>
            <translation>Fußnote</translation>
        </message>
        <message>
            <source>What the note says. It stands at the end of the document.</source>
            <translation>Was die Fußnote sagt. Sie steht am Ende des Dokuments.</translation>
        </message>
    </context>
    <context>
        <name>GoToDialog</name>
        <message>
            <source>&amp;Enter Bookmark Name:</source>
            <translation>&amp;Name der Textmarke:</translation>
        </message>
        <message>
            <source>&amp;Enter Line Number:</source>
            <translation>&amp;Nummer der Zeile:</translation>
        </message>
        <message>
            <source>&amp;Enter Page Number:</source>
            <translation>&amp;Nummer der Seite:</translation>
        </message>
        <message>
            <source>&amp;Next</source>
            <translation>&amp;Weiter</translation>
        </message>
        <message>
            <source>&amp;Previous</source>
            <translation>&amp;Zurück</translation>
        </message>
        <message>
            <source>+ and - go on from here: +4 is four pages further.</source>
            <translation>+ und - zählen von hier: +4 ist vier Seiten weiter.</translation>
        </message>
        <message>
            <source>Bookmark</source>
            <translation>Textmarke</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Go &amp;To</source>
            <translation>Ge&amp;he zu</translation>
        </message>
        <message>
            <source>Go To</source>
            <translation>Gehe zu</translation>
        </message>
        <message>
            <source>Go to &amp;What:</source>
            <translation>Zie&amp;l:</translation>
        </message>
        <message>
            <source>Goes to the next page, line or bookmark.</source>
            <translation>Geht zur nächsten Seite, Zeile oder Textmarke.</translation>
        </message>
        <message>
            <source>Goes to the one before.</source>
            <translation>Geht zur vorigen.</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Zeile</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>The number of the page or the line, or the name of the bookmark.</source>
            <translation>Die Nummer der Seite oder Zeile oder der Name der Textmarke.</translation>
        </message>
        <message>
            <source>There is no bookmark of this name.</source>
            <translation>Eine Textmarke mit diesem Namen gibt es nicht.</translation>
        </message>
        <message>
            <source>This is not a number.</source>
            <translation>Das ist keine Zahl.</translation>
        </message>
        <message>
            <source>What you go to.</source>
            <translation>Wohin Sie gehen.</translation>
        </message>
    </context>
    <context>
        <name>HeaderFooterDialog</name>
        <message>
            <source>&amp;Footer</source>
            <translation>&amp;Fußzeile</translation>
        </message>
        <message>
            <source>&amp;Header</source>
            <translation>&amp;Kopfzeile</translation>
        </message>
        <message>
            <source>&amp;Time</source>
            <translation>&amp;Uhrzeit</translation>
        </message>
        <message>
            <source>Align Left</source>
            <translation>Linksbündig</translation>
        </message>
        <message>
            <source>Align Right</source>
            <translation>Rechtsbündig</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Center</source>
            <translation>Zentriert</translation>
        </message>
        <message>
            <source>Changes the look of the characters that are selected.</source>
            <translation>Ändert das Aussehen der markierten Zeichen.</translation>
        </message>
        <message>
            <source>Ctrl+E</source>
            <translation>Ctrl+E</translation>
        </message>
        <message>
            <source>Ctrl+L</source>
            <translation>Ctrl+L</translation>
        </message>
        <message>
            <source>Ctrl+R</source>
            <translation>Ctrl+R</translation>
        </message>
        <message>
            <source>D&amp;ate</source>
            <translation>&amp;Datum</translation>
        </message>
        <message>
            <source>Different First Pa&amp;ge</source>
            <translation>Erste Seite a&amp;nders</translation>
        </message>
        <message>
            <source>F&amp;ile Name</source>
            <translation>Da&amp;teiname</translation>
        </message>
        <message>
            <source>F&amp;ont...</source>
            <translation>&amp;Zeichen...</translation>
        </message>
        <message>
            <source>First Page Foote&amp;r</source>
            <translation>Fußzeile der &amp;ersten Seite</translation>
        </message>
        <message>
            <source>First Page Hea&amp;der</source>
            <translation>Kopfzeile der e&amp;rsten Seite</translation>
        </message>
        <message>
            <source>Gives the first page a header and a footer of its own, or none.</source>
            <translation>Gibt der ersten Seite eine eigene Kopf- und Fußzeile oder keine.</translation>
        </message>
        <message>
            <source>Header and Footer</source>
            <translation>Kopf- und Fußzeile</translation>
        </message>
        <message>
            <source>How many pages the document has.</source>
            <translation>Wie viele Seiten das Dokument hat.</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>Einfügen</translation>
        </message>
        <message>
            <source>Number of &amp;Pages</source>
            <translation>&amp;Anzahl der Seiten</translation>
        </message>
        <message>
            <source>Page &amp;Number</source>
            <translation>&amp;Seitenzahl</translation>
        </message>
        <message>
            <source>T&amp;ext, with Tab to the middle and to the right end of the line:</source>
            <translation>Te&amp;xt, mit Tab zur Mitte und zum rechten Ende der Zeile:</translation>
        </message>
        <message>
            <source>The date of the day on which the page is printed.</source>
            <translation>Das Datum des Tages, an dem die Seite gedruckt wird.</translation>
        </message>
        <message>
            <source>The name of the document's file.</source>
            <translation>Der Name der Datei des Dokuments.</translation>
        </message>
        <message>
            <source>The number of the page.</source>
            <translation>Die Nummer der Seite.</translation>
        </message>
        <message>
            <source>The time at which the page is printed.</source>
            <translation>Die Uhrzeit, zu der die Seite gedruckt wird.</translation>
        </message>
        <message>
            <source>The title of the document, as Properties in the File menu says it.</source>
            <translation>Der Titel des Dokuments, wie ihn Eigenschaften im Menü Datei nennt.</translation>
        </message>
        <message>
            <source>Tit&amp;le</source>
            <translation>Tite&amp;l</translation>
        </message>
    </context>
    <context>
        <name>HelpTopics</name>
        <message>
            <source>&amp;1  Type the first few letters of the word you're looking for.</source>
            <translation>&amp;1  Geben Sie die ersten Buchstaben des gesuchten Wortes ein.</translation>
        </message>
        <message>
            <source>&amp;1  Type the word(s) you want to find.</source>
            <translation>&amp;1  Geben Sie das gesuchte Wort oder mehrere ein.</translation>
        </message>
        <message>
            <source>&amp;2  Click a topic, and then click Display.</source>
            <translation>&amp;2  Wählen Sie ein Thema, und klicken Sie dann auf Anzeigen.</translation>
        </message>
        <message>
            <source>&amp;2  Click the index entry you want, and then click Display.</source>
            <translation>&amp;2  Wählen Sie einen Indexeintrag, und klicken Sie dann auf Anzeigen.</translation>
        </message>
        <message>
            <source>&amp;Click a book, and then click Open. Or click another tab, such as Index.</source>
            <translation>&amp;Klicken Sie auf ein Buch und dann auf Öffnen, oder auf ein anderes Register.</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>&amp;Schließen</translation>
        </message>
        <message>
            <source>&amp;Display</source>
            <translation>&amp;Anzeigen</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>Ö&amp;ffnen</translation>
        </message>
        <message>
            <source>1 topic found</source>
            <translation>1 Thema gefunden</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Contents</source>
            <translation>Inhalt</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Help Topics</source>
            <translation>Hilfethemen</translation>
        </message>
        <message>
            <source>Help Topics: {}</source>
            <translation>Hilfethemen: {}</translation>
        </message>
        <message>
            <source>Index</source>
            <translation>Index</translation>
        </message>
        <message>
            <source>{} topics found</source>
            <translation>{} Themen gefunden</translation>
        </message>
    </context>
    <context>
        <name>HelpWindow</name>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Zurück</translation>
        </message>
        <message>
            <source>Help &amp;Topics</source>
            <translation>Hilfe&amp;themen</translation>
        </message>
        <message>
            <source>{} Help</source>
            <translation>{} Hilfe</translation>
        </message>
    </context>
    <context>
        <name>InsertTableDialog</name>
        <message>
            <source>&amp;AutoFormat...</source>
            <translation>&amp;AutoFormat...</translation>
        </message>
        <message>
            <source>(none)</source>
            <translation>(keines)</translation>
        </message>
        <message>
            <source>Auto</source>
            <translation>Auto</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Chooses lines and shading for the table.</source>
            <translation>Wählt Linien und Schattierung für die Tabelle.</translation>
        </message>
        <message>
            <source>Classic</source>
            <translation>Klassisch</translation>
        </message>
        <message>
            <source>Column &amp;Width:</source>
            <translation>Spalten&amp;breite:</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Spalten</translation>
        </message>
        <message>
            <source>Contrast</source>
            <translation>Kontrast</translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>Gitter</translation>
        </message>
        <message>
            <source>Heavy Grid</source>
            <translation>Starkes Gitter</translation>
        </message>
        <message>
            <source>How many cells stand below one another.</source>
            <translation>Wie viele Zellen untereinander stehen.</translation>
        </message>
        <message>
            <source>How many cells stand beside one another.</source>
            <translation>Wie viele Zellen nebeneinander stehen.</translation>
        </message>
        <message>
            <source>Insert Table</source>
            <translation>Tabelle einfügen</translation>
        </message>
        <message>
            <source>Ledger</source>
            <translation>Kontobuch</translation>
        </message>
        <message>
            <source>List</source>
            <translation>Liste</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>Number of &amp;Columns:</source>
            <translation>Anzahl der &amp;Spalten:</translation>
        </message>
        <message>
            <source>Number of &amp;Rows:</source>
            <translation>Anzahl der &amp;Zeilen:</translation>
        </message>
        <message>
            <source>Plain</source>
            <translation>Schlicht</translation>
        </message>
        <message>
            <source>Table Format:</source>
            <translation>Format der Tabelle:</translation>
        </message>
        <message>
            <source>The width of each column; Auto shares the width of the text among them.</source>
            <translation>Die Breite jeder Spalte; Auto teilt die Breite des Textes unter ihnen auf.</translation>
        </message>
    </context>
    <context>
        <name>ModelsDialog</name>
        <message>
            <source> (gated)</source>
            <translation> (mit Bedingungen)</translation>
        </message>
        <message>
            <source>&amp;Add...</source>
            <translation>&amp;Hinzufügen...</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>&amp;Schließen</translation>
        </message>
        <message>
            <source>&amp;Discard...</source>
            <translation>&amp;Verwerfen...</translation>
        </message>
        <message>
            <source>&amp;Find Now</source>
            <translation>Jetzt &amp;suchen</translation>
        </message>
        <message>
            <source>&amp;Hub Search</source>
            <translation>&amp;Hub-Suche</translation>
        </message>
        <message>
            <source>&amp;Installed</source>
            <translation>&amp;Installiert</translation>
        </message>
        <message>
            <source>&amp;Models found:</source>
            <translation>&amp;Gefundene Modelle:</translation>
        </message>
        <message>
            <source>&amp;Models on this computer (what is in use is bold):</source>
            <translation>&amp;Modelle auf diesem Computer (fett, was in Gebrauch ist):</translation>
        </message>
        <message>
            <source>&amp;Models to download:</source>
            <translation>&amp;Modelle zum Herunterladen:</translation>
        </message>
        <message>
            <source>&amp;Pause</source>
            <translation>&amp;Pause</translation>
        </message>
        <message>
            <source>&amp;Remove...</source>
            <translation>&amp;Entfernen...</translation>
        </message>
        <message>
            <source>&amp;Search for:</source>
            <translation>&amp;Suchen nach:</translation>
        </message>
        <message>
            <source>&amp;Switch Off</source>
            <translation>&amp;Ausschalten</translation>
        </message>
        <message>
            <source>&amp;Terms:</source>
            <translation>&amp;Bedingungen:</translation>
        </message>
        <message>
            <source>&amp;Use</source>
            <translation>Ver&amp;wenden</translation>
        </message>
        <message>
            <source>&amp;Verify</source>
            <translation>&amp;Prüfen</translation>
        </message>
        <message>
            <source>; its terms must be accepted on the Hub</source>
            <translation>; seine Bedingungen müssen auf dem Hub angenommen werden</translation>
        </message>
        <message>
            <source>Any</source>
            <translation>Beliebig</translation>
        </message>
        <message>
            <source>Architecture</source>
            <translation>Architektur</translation>
        </message>
        <message>
            <source>Asks the Hugging Face Hub. Nothing is sent but the words.</source>
            <translation>Fragt den Hugging Face Hub. Gesendet werden nur die Wörter.</translation>
        </message>
        <message>
            <source>C&amp;onvert...</source>
            <translation>&amp;Umwandeln...</translation>
        </message>
        <message>
            <source>Catalo&amp;g</source>
            <translation>&amp;Katalog</translation>
        </message>
        <message>
            <source>Context</source>
            <translation>Kontext</translation>
        </message>
        <message>
            <source>D&amp;etails:</source>
            <translation>&amp;Details:</translation>
        </message>
        <message>
            <source>D&amp;ownload</source>
            <translation>Her&amp;unterladen</translation>
        </message>
        <message>
            <source>Deletes the model, or only forgets it where it is used in place.</source>
            <translation>Löscht das Modell, oder vergisst es nur, wo es an seinem Ort verwendet wird.</translation>
        </message>
        <message>
            <source>Do&amp;wnloads, one at a time:</source>
            <translation>Herunterladen, &amp;eines nach dem anderen:</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Downloads</source>
            <translation>Herunterladen</translation>
        </message>
        <message>
            <source>Downloads the model from the Hugging Face Hub.</source>
            <translation>Lädt das Modell vom Hugging Face Hub.</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>File&amp;s of the model:</source>
            <translation>Dateien des Mode&amp;lls:</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Go O&amp;n</source>
            <translation>&amp;Fortsetzen</translation>
        </message>
        <message>
            <source>Good for</source>
            <translation>Gut für</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Hier</translation>
        </message>
        <message>
            <source>How strong the adapter is. 1: as it was trained. 0: off.</source>
            <translation>Wie stark der Adapter wirkt. 1: wie er trainiert wurde. 0: aus.</translation>
        </message>
        <message>
            <source>License</source>
            <translation>Lizenz</translation>
        </message>
        <message>
            <source>Makes a model out of a checkpoint folder (safetensors).</source>
            <translation>Macht ein Modell aus einem Checkpoint-Ordner (safetensors).</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Models that are known to write well for their size. Nothing is asked of the network to show them.</source>
            <translation>Modelle, die für ihre Größe gut schreiben. Um sie zu zeigen, wird das Netz nicht gefragt.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Of</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Part of the name of a model. Empty: the most downloaded ones.</source>
            <translation>Ein Teil vom Namen eines Modells. Leer: die am meisten heruntergeladenen.</translation>
        </message>
        <message>
            <source>Parts</source>
            <translation>Teile</translation>
        </message>
        <message>
            <source>Progress of the download</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>Recommended here</source>
            <translation>Hier empfohlen</translation>
        </message>
        <message>
            <source>Repository</source>
            <translation>Sammlung</translation>
        </message>
        <message>
            <source>S&amp;trength of the adapter:</source>
            <translation>&amp;Stärke des Adapters:</translation>
        </message>
        <message>
            <source>Show Fi&amp;les</source>
            <translation>Dateien &amp;zeigen</translation>
        </message>
        <message>
            <source>Si&amp;ze:</source>
            <translation>&amp;Größe:</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>Tempo</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Stop As&amp;king</source>
            <translation>Nicht mehr &amp;fragen</translation>
        </message>
        <message>
            <source>Stops the download for now, or lets it go on where it stopped.</source>
            <translation>Hält das Herunterladen für jetzt an, oder setzt es fort.</translation>
        </message>
        <message>
            <source>Takes a GGUF file on this computer into the list; you can drop it on the window too.</source>
            <translation>Nimmt eine GGUF-Datei von diesem Computer in die Liste auf; Sie können sie auch auf das Fenster ziehen.</translation>
        </message>
        <message>
            <source>Takes the checksum of the model again and compares it.</source>
            <translation>Berechnet die Prüfsumme des Modells neu und vergleicht sie.</translation>
        </message>
        <message>
            <source>Takes the download off the list and deletes what has come of it.</source>
            <translation>Nimmt es von der Liste und löscht, was davon angekommen ist.</translation>
        </message>
        <message>
            <source>The models on this computer. State: good - the checksum is the published one; unchecked - nothing speaks against it; damaged - it cannot be used; missing - its file is gone. Will it run: whether the memory that is free now suffices; shorter - for a shorter context. Speed: tokens a second, as measured when it wrote here last.</source>
            <translation>Die Modelle auf diesem Computer. Zustand: gut - die Prüfsumme ist die veröffentlichte; ungeprüft - nichts spricht dagegen; beschädigt - nicht verwendbar; fehlt - die Datei ist weg. Läuft es: ob der freie Speicher jetzt reicht; kürzer - mit kürzerem Kontext. Tempo: Tokens in der Sekunde, wie hier zuletzt gemessen.</translation>
        </message>
        <message>
            <source>This model writes from now on. An adapter is laid over the model that writes, or switched off.</source>
            <translation>Dieses Modell schreibt von jetzt an. Ein Adapter wird über das schreibende Modell gelegt oder ausgeschaltet.</translation>
        </message>
        <message>
            <source>Time left</source>
            <translation>Restzeit</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Typ</translation>
        </message>
        <message>
            <source>Up to 14B</source>
            <translation>Bis 14B</translation>
        </message>
        <message>
            <source>Up to 1B</source>
            <translation>Bis 1B</translation>
        </message>
        <message>
            <source>Up to 4B</source>
            <translation>Bis 4B</translation>
        </message>
        <message>
            <source>Up to 8B</source>
            <translation>Bis 8B</translation>
        </message>
        <message>
            <source>Waits for the Hub no longer.</source>
            <translation>Wartet nicht länger auf den Hub.</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>Gewichte</translation>
        </message>
        <message>
            <source>What is being downloaded, and what waits. Unfinished downloads are kept when the program ends.</source>
            <translation>Was heruntergeladen wird und was wartet. Unfertiges bleibt, wenn das Programm endet.</translation>
        </message>
        <message>
            <source>Will it run</source>
            <translation>Läuft es</translation>
        </message>
        <message>
            <source>built in</source>
            <translation>mitgeliefert</translation>
        </message>
        <message>
            <source>{} bytes</source>
            <translation>{} Bytes</translation>
        </message>
        <message>
            <source>{} in the last month</source>
            <translation>{} im letzten Monat</translation>
        </message>
        <message>
            <source>{} tokens</source>
            <translation>{} Tokens</translation>
        </message>
        <message>
            <source>{}/s</source>
            <translation>{}/s</translation>
        </message>
    </context>
    <context>
        <name>ModifyStyleDialog</name>
        <message>
            <source>&amp;Based On:</source>
            <translation>&amp;Basiert auf:</translation>
        </message>
        <message>
            <source>&amp;Font...</source>
            <translation>&amp;Zeichen...</translation>
        </message>
        <message>
            <source>&amp;Name:</source>
            <translation>&amp;Name:</translation>
        </message>
        <message>
            <source>&amp;Paragraph...</source>
            <translation>&amp;Absatz...</translation>
        </message>
        <message>
            <source>&amp;Style for Following Paragraph:</source>
            <translation>&amp;Formatvorlage für nächsten Absatz:</translation>
        </message>
        <message>
            <source>&amp;Tabs...</source>
            <translation>&amp;Tabulatoren...</translation>
        </message>
        <message>
            <source>(no style)</source>
            <translation>(keine)</translation>
        </message>
        <message>
            <source>(the same style)</source>
            <translation>(dieselbe)</translation>
        </message>
        <message>
            <source>A style needs a name.</source>
            <translation>Eine Formatvorlage braucht einen Namen.</translation>
        </message>
        <message>
            <source>B&amp;orders...</source>
            <translation>&amp;Rahmen...</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Changes indents, spacing and alignment.</source>
            <translation>Ändert Einzüge, Abstände und Ausrichtung.</translation>
        </message>
        <message>
            <source>Changes its lines and the color behind it.</source>
            <translation>Ändert Linien und Hintergrund.</translation>
        </message>
        <message>
            <source>Changes its tab stops.</source>
            <translation>Ändert die Tabulatoren.</translation>
        </message>
        <message>
            <source>Changes the look of its characters.</source>
            <translation>Ändert das Aussehen der Zeichen.</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Beschreibung</translation>
        </message>
        <message>
            <source>Modify Style</source>
            <translation>Formatvorlage bearbeiten</translation>
        </message>
        <message>
            <source>New Style</source>
            <translation>Neue Formatvorlage</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>The name of the style.</source>
            <translation>Der Name der Formatvorlage.</translation>
        </message>
        <message>
            <source>The style of the paragraph that Enter begins at the end of one in this style.</source>
            <translation>Die Formatvorlage des Absatzes, den die Eingabetaste am Ende eines solchen beginnt.</translation>
        </message>
        <message>
            <source>The style whose formats count where this one says nothing.</source>
            <translation>Die Formatvorlage, deren Formate gelten, wo diese nichts sagt.</translation>
        </message>
        <message>
            <source>There is a style of this name already. Give the new one another name.</source>
            <translation>Eine Formatvorlage dieses Namens gibt es schon. Geben Sie der neuen einen anderen.</translation>
        </message>
    </context>
    <context>
        <name>NewDialog</name>
        <message>
            <source>&amp;Template:</source>
            <translation>&amp;Vorlage:</translation>
        </message>
        <message>
            <source>Blank Document</source>
            <translation>Leeres Dokument</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Choose how the document begins. Words in brackets are to be filled in.</source>
            <translation>Wählen Sie, wie das Dokument beginnt. Wörter in Klammern sind auszufüllen.</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Neu</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>This template cannot be read.</source>
            <translation>Diese Vorlage kann nicht gelesen werden.</translation>
        </message>
    </context>
    <context>
        <name>OptionsDialog</name>
        <message>
            <source>&amp;Apply</source>
            <translation>Über&amp;nehmen</translation>
        </message>
        <message>
            <source>0: only when you say so. A crash loses nothing in either case. Only documents that have a name and are kept in the program's own format are saved by themselves.</source>
            <translation>0: nur, wenn Sie es sagen. Ein Absturz verliert in keinem Fall etwas. Nur Dokumente mit einem Namen und im eigenen Format des Programms werden von selbst gespeichert.</translation>
        </message>
        <message>
            <source>1: as it was trained. 0: off.</source>
            <translation>1: wie er trainiert wurde. 0: aus.</translation>
        </message>
        <message>
            <source>A model on this computer, or a server: then your brief and the text around the insertion point are sent there.</source>
            <translation>Ein Modell auf diesem Computer oder ein Server: dann wird Ihre Angabe und der Text um die Einfügestelle dorthin gesendet.</translation>
        </message>
        <message>
            <source>A server</source>
            <translation>Ein Server</translation>
        </message>
        <message>
            <source>Adapter</source>
            <translation>Adapter</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Address of a server that speaks OpenAI's API, such as http://localhost:8080/v1.</source>
            <translation>Adresse eines Servers mit der Schnittstelle von OpenAI, etwa http://localhost:8080/v1.</translation>
        </message>
        <message>
            <source>All Files</source>
            <translation>Alle Dateien</translation>
        </message>
        <message>
            <source>An adapter (LoRA) for the model: a GGUF file, or adapter_model.safetensors in a folder of PEFT. Empty: none.</source>
            <translation>Ein Adapter (LoRA) für das Modell: eine GGUF-Datei oder adapter_model.safetensors in einem PEFT-Ordner. Leer: keiner.</translation>
        </message>
        <message>
            <source>AutoFormat</source>
            <translation>AutoFormat</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <source>Backup copies of a file</source>
            <translation>Sicherungskopien einer Datei</translation>
        </message>
        <message>
            <source>Before a file is saved over, what it held is kept beside it with .bak behind its name. 0: no backups.</source>
            <translation>Bevor eine Datei überschrieben wird, bleibt ihr Inhalt mit .bak am Namen daneben liegen. 0: keine Sicherungskopien.</translation>
        </message>
        <message>
            <source>Browse for {}</source>
            <translation>Durchsuchen für {}</translation>
        </message>
        <message>
            <source>Browse...</source>
            <translation>Durchsuchen...</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Centimeters</source>
            <translation>Zentimeter</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Chat</translation>
        </message>
        <message>
            <source>Check spelling as you type</source>
            <translation>Rechtschreibung während der Eingabe prüfen</translation>
        </message>
        <message>
            <source>Deutsch</source>
            <translation>Deutsch</translation>
        </message>
        <message>
            <source>Dictionary</source>
            <translation>Wörterbuch</translation>
        </message>
        <message>
            <source>Draw the window frame of 1995</source>
            <translation>Fensterrahmen von 1995 zeichnen</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <source>Engine</source>
            <translation>Schreiber</translation>
        </message>
        <message>
            <source>English</source>
            <translation>English</translation>
        </message>
        <message>
            <source>English (American)</source>
            <translation>Englisch (USA)</translation>
        </message>
        <message>
            <source>English (British)</source>
            <translation>Englisch (Großbritannien)</translation>
        </message>
        <message>
            <source>File of the model that writes; empty for the one that comes with the program.</source>
            <translation>Datei des Modells, das schreibt; leer für das mitgelieferte.</translation>
        </message>
        <message>
            <source>Full (F16)</source>
            <translation>Voll (F16)</translation>
        </message>
        <message>
            <source>General</source>
            <translation>Allgemein</translation>
        </message>
        <message>
            <source>General Options</source>
            <translation>Allgemeine Optionen</translation>
        </message>
        <message>
            <source>Half (Q8_0)</source>
            <translation>Halb (Q8_0)</translation>
        </message>
        <message>
            <source>How finely the model remembers what it has read. The smaller ones leave room for a longer context.</source>
            <translation>Wie fein sich das Modell merkt, was es gelesen hat. Die kleineren lassen Platz für einen längeren Kontext.</translation>
        </message>
        <message>
            <source>How much of the model the graphics card computes. Automatic: as much as fits. 0: nothing, the processor does all.</source>
            <translation>Wie viel vom Modell die Grafikkarte rechnet. Automatisch: so viel, wie passt. 0: nichts, alles macht der Prozessor.</translation>
        </message>
        <message>
            <source>How the server is asked for a text. Automatic takes what it has; Plain Text is for models that do not chat.</source>
            <translation>Wie der Server nach einem Text gefragt wird. Automatisch nimmt, was er hat; Reiner Text ist für Modelle ohne Chat.</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>Nicht prüfen</translation>
        </message>
        <message>
            <source>Inches</source>
            <translation>Zoll</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Layers on the graphics card</source>
            <translation>Schichten auf der Grafikkarte</translation>
        </message>
        <message>
            <source>Load the model when the program starts</source>
            <translation>Modell beim Start des Programms laden</translation>
        </message>
        <message>
            <source>Measurement units</source>
            <translation>Maßeinheit</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>Speicher</translation>
        </message>
        <message>
            <source>Memory for the text</source>
            <translation>Speicher für den Text</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Model there</source>
            <translation>Modell dort</translation>
        </message>
        <message>
            <source>Name of the model on the server; empty for the first one that it offers.</source>
            <translation>Name des Modells auf dem Server; leer für das erste, das er anbietet.</translation>
        </message>
        <message>
            <source>Never use the network</source>
            <translation>Das Netz nie benutzen</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Normal: text without pages. Outline: headings by levels. Page Layout: pages. View changes one document.</source>
            <translation>Normal: Text ohne Seiten. Gliederung: Überschriften nach Ebenen. Seiten-Layout: Seiten. Das Menü Ansicht ändert ein Dokument.</translation>
        </message>
        <message>
            <source>Off: it is loaded when it is first asked to write, which takes a moment then.</source>
            <translation>Aus: es wird erst geladen, wenn es schreiben soll, was dann einen Augenblick dauert.</translation>
        </message>
        <message>
            <source>Off: letters as screens of 1995 drew them.</source>
            <translation>Aus: Buchstaben, wie Bildschirme sie 1995 zeigten.</translation>
        </message>
        <message>
            <source>Off: the frame of your desktop. It changes when the program starts the next time.</source>
            <translation>Aus: der Rahmen Ihres Desktops. Wirkt beim nächsten Start des Programms.</translation>
        </message>
        <message>
            <source>On: a red zigzag stands below words that are not in the dictionary.</source>
            <translation>Ein: unter Wörtern, die nicht im Wörterbuch stehen, ist eine rote Zickzacklinie.</translation>
        </message>
        <message>
            <source>On: a tip is shown each time the program starts.</source>
            <translation>Ein: bei jedem Start des Programms wird ein Tipp gezeigt.</translation>
        </message>
        <message>
            <source>On: headings and abbreviations in capitals are not checked.</source>
            <translation>Ein: Überschriften und Abkürzungen in Großbuchstaben werden nicht geprüft.</translation>
        </message>
        <message>
            <source>On: no model is downloaded and no server is asked, whatever else is set.</source>
            <translation>Ein: kein Modell wird heruntergeladen und kein Server gefragt, was auch immer sonst eingestellt ist.</translation>
        </message>
        <message>
            <source>On: words such as DX2 and A4 are not checked.</source>
            <translation>Ein: Wörter wie DX2 und A4 werden nicht geprüft.</translation>
        </message>
        <message>
            <source>Open documents in</source>
            <translation>Dokumente öffnen in</translation>
        </message>
        <message>
            <source>Options</source>
            <translation>Optionen</translation>
        </message>
        <message>
            <source>Outline</source>
            <translation>Gliederung</translation>
        </message>
        <message>
            <source>Page Layout</source>
            <translation>Seiten-Layout</translation>
        </message>
        <message>
            <source>Picas</source>
            <translation>Pica</translation>
        </message>
        <message>
            <source>Plain text</source>
            <translation>Reiner Text</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>Punkt</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Drucken</translation>
        </message>
        <message>
            <source>Quarter (Q4_0)</source>
            <translation>Viertel (Q4_0)</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Save Options</source>
            <translation>Optionen zum Speichern</translation>
        </message>
        <message>
            <source>Save automatically every</source>
            <translation>Automatisch speichern alle</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Anzeigen</translation>
        </message>
        <message>
            <source>Show tips at startup</source>
            <translation>Tipps beim Start zeigen</translation>
        </message>
        <message>
            <source>Smooth edges of screen fonts</source>
            <translation>Bildschirmschrift glätten</translation>
        </message>
        <message>
            <source>Spelling</source>
            <translation>Rechtschreibung</translation>
        </message>
        <message>
            <source>Spelling Options</source>
            <translation>Optionen der Rechtschreibung</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Stärke</translation>
        </message>
        <message>
            <source>The address of a server begins with http:// or https://, such as http://localhost:8080/v1.</source>
            <translation>Die Adresse eines Servers beginnt mit http:// oder https://, etwa http://localhost:8080/v1.</translation>
        </message>
        <message>
            <source>The language of menus and dialogs. What is not translated stays English. It changes when the program starts the next time.</source>
            <translation>Die Sprache der Menüs und Dialoge. Was nicht übersetzt ist, bleibt englisch. Wirkt beim nächsten Start des Programms.</translation>
        </message>
        <message>
            <source>The language of the text. Words that you add are right in all of them.</source>
            <translation>Die Sprache des Textes. Wörter, die Sie hinzufügen, sind in allen richtig.</translation>
        </message>
        <message>
            <source>The unit in which dialogs show lengths. Automatic: as is usual in your country.</source>
            <translation>Die Einheit, in der Dialoge Längen zeigen. Automatisch: wie in Ihrem Land üblich.</translation>
        </message>
        <message>
            <source>There is no file {}.</source>
            <translation>Es gibt keine Datei {}.</translation>
        </message>
        <message>
            <source>This Computer</source>
            <translation>Dieser Computer</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Dieser Computer</translation>
        </message>
        <message>
            <source>User Info</source>
            <translation>Benutzer-Info</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Ansicht</translation>
        </message>
        <message>
            <source>Way of asking</source>
            <translation>Art der Anfrage</translation>
        </message>
        <message>
            <source>Where to Write</source>
            <translation>Wo geschrieben wird</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <source>Words in UPPERCASE</source>
            <translation>Wörter in GROSSBUCHSTABEN</translation>
        </message>
        <message>
            <source>Words with numbers</source>
            <translation>Wörter mit Zahlen</translation>
        </message>
        <message>
            <source>Write with</source>
            <translation>Schreiben mit</translation>
        </message>
        <message>
            <source>minutes</source>
            <translation>Minuten</translation>
        </message>
    </context>
    <context>
        <name>OutlineList</name>
        <message>
            <source>Outline</source>
            <translation>Gliederung</translation>
        </message>
    </context>
    <context>
        <name>OutlineModel</name>
        <message>
            <source>Heading</source>
            <translation>Überschrift</translation>
        </message>
    </context>
    <context>
        <name>PageNumbersDialog</name>
        <message>
            <source>&amp;Alignment:</source>
            <translation>&amp;Ausrichtung:</translation>
        </message>
        <message>
            <source>&amp;Position:</source>
            <translation>&amp;Position:</translation>
        </message>
        <message>
            <source>&amp;Show Number on First Page</source>
            <translation>Auf &amp;erster Seite zeigen</translation>
        </message>
        <message>
            <source>Bottom of Page (Footer)</source>
            <translation>Seitenende (Fußzeile)</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Center</source>
            <translation>Zentriert</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Links</translation>
        </message>
        <message>
            <source>Off: the first page has a header and a footer of its own, without a number.</source>
            <translation>Aus: die erste Seite hat eine eigene Kopf- und Fußzeile ohne Nummer.</translation>
        </message>
        <message>
            <source>Page Numbers</source>
            <translation>Seitenzahlen</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>Puts the numbers into the header or into the footer.</source>
            <translation>Setzt die Nummern in die Kopf- oder in die Fußzeile.</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Rechts</translation>
        </message>
        <message>
            <source>Top of Page (Header)</source>
            <translation>Seitenanfang (Kopfzeile)</translation>
        </message>
        <message>
            <source>Where in the line the numbers stand.</source>
            <translation>Wo in der Zeile die Nummern stehen.</translation>
        </message>
    </context>
    <context>
        <name>PageSetupDialog</name>
        <message>
            <source>&amp;Bottom:</source>
            <translation>&amp;Unten:</translation>
        </message>
        <message>
            <source>&amp;Default...</source>
            <translation>&amp;Standard...</translation>
        </message>
        <message>
            <source>&amp;Landscape</source>
            <translation>&amp;Querformat</translation>
        </message>
        <message>
            <source>&amp;Margins</source>
            <translation>Seiten&amp;ränder</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>&amp;Nein</translation>
        </message>
        <message>
            <source>&amp;Top:</source>
            <translation>&amp;Oben:</translation>
        </message>
        <message>
            <source>&amp;Width:</source>
            <translation>&amp;Breite:</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;Ja</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Custom Size</source>
            <translation>Eigenes Format</translation>
        </message>
        <message>
            <source>Different &amp;First Page</source>
            <translation>&amp;Erste Seite anders</translation>
        </message>
        <message>
            <source>Foote&amp;r:</source>
            <translation>&amp;Fußzeile:</translation>
        </message>
        <message>
            <source>From Edge</source>
            <translation>Abstand vom Papierrand</translation>
        </message>
        <message>
            <source>Gives the first page a header and a footer of its own.</source>
            <translation>Gibt der ersten Seite eine eigene Kopf- und Fußzeile.</translation>
        </message>
        <message>
            <source>Gives this page to new documents.</source>
            <translation>Gibt neuen Dokumenten diese Seite.</translation>
        </message>
        <message>
            <source>H&amp;eader:</source>
            <translation>&amp;Kopfzeile:</translation>
        </message>
        <message>
            <source>H&amp;eight:</source>
            <translation>&amp;Höhe:</translation>
        </message>
        <message>
            <source>Headers and Footers</source>
            <translation>Kopf- und Fußzeilen</translation>
        </message>
        <message>
            <source>La&amp;yout</source>
            <translation>La&amp;yout</translation>
        </message>
        <message>
            <source>Le&amp;ft:</source>
            <translation>&amp;Links:</translation>
        </message>
        <message>
            <source>New documents will have this page. Documents that you have already stay as they are.

Do so?</source>
            <translation>Neue Dokumente bekommen diese Seite. Vorhandene Dokumente bleiben, wie sie sind.

Soll das so sein?</translation>
        </message>
        <message>
            <source>Orientation</source>
            <translation>Ausrichtung</translation>
        </message>
        <message>
            <source>Page Numbers</source>
            <translation>Seitenzahlen</translation>
        </message>
        <message>
            <source>Page Setup</source>
            <translation>Seite einrichten</translation>
        </message>
        <message>
            <source>Pape&amp;r Size:</source>
            <translation>Papierforma&amp;t:</translation>
        </message>
        <message>
            <source>Paper &amp;Size</source>
            <translation>&amp;Papierformat</translation>
        </message>
        <message>
            <source>Por&amp;trait</source>
            <translation>Hoch&amp;format</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>Ri&amp;ght:</source>
            <translation>Re&amp;chts:</translation>
        </message>
        <message>
            <source>Start &amp;At:</source>
            <translation>&amp;Beginnen mit:</translation>
        </message>
        <message>
            <source>The distance from the footer to the lower edge of the paper.</source>
            <translation>Der Abstand der Fußzeile vom unteren Papierrand.</translation>
        </message>
        <message>
            <source>The distance from the last line to the lower edge of the paper.</source>
            <translation>Der Abstand der letzten Zeile vom unteren Papierrand.</translation>
        </message>
        <message>
            <source>The distance from the left edge of the paper to the text.</source>
            <translation>Der Abstand des Textes vom linken Papierrand.</translation>
        </message>
        <message>
            <source>The distance from the text to the right edge of the paper.</source>
            <translation>Der Abstand des Textes vom rechten Papierrand.</translation>
        </message>
        <message>
            <source>The distance from the upper edge of the paper to the first line.</source>
            <translation>Der Abstand der ersten Zeile vom oberen Papierrand.</translation>
        </message>
        <message>
            <source>The distance from the upper edge of the paper to the header.</source>
            <translation>Der Abstand der Kopfzeile vom oberen Papierrand.</translation>
        </message>
        <message>
            <source>The height of the paper.</source>
            <translation>Die Höhe des Papiers.</translation>
        </message>
        <message>
            <source>The number of the first page.</source>
            <translation>Die Nummer der ersten Seite.</translation>
        </message>
        <message>
            <source>The paper lies on its side.</source>
            <translation>Das Papier liegt quer.</translation>
        </message>
        <message>
            <source>The paper stands upright.</source>
            <translation>Das Papier steht hoch.</translation>
        </message>
        <message>
            <source>The paper that is in the printer.</source>
            <translation>Das Papier im Drucker.</translation>
        </message>
        <message>
            <source>The width of the paper.</source>
            <translation>Die Breite des Papiers.</translation>
        </message>
        <message>
            <source>The {} margins leave no room for text on this paper.

Make them smaller.</source>
            <translation>Die Ränder ({}) lassen auf diesem Papier keinen Platz für Text.

Machen Sie sie kleiner.</translation>
        </message>
        <message>
            <source>left and right</source>
            <translation>links und rechts</translation>
        </message>
        <message>
            <source>top and bottom</source>
            <translation>oben und unten</translation>
        </message>
    </context>
    <context>
        <name>PageView</name>
        <message>
            <source>Page Break</source>
            <translation>Seitenwechsel</translation>
        </message>
    </context>
    <context>
        <name>ParagraphDialog</name>
        <message>
            <source>&amp;At:</source>
            <translation>U&amp;m:</translation>
        </message>
        <message>
            <source>&amp;Before:</source>
            <translation>&amp;Vor:</translation>
        </message>
        <message>
            <source>&amp;Indents and Spacing</source>
            <translation>&amp;Einzüge und Abstände</translation>
        </message>
        <message>
            <source>&amp;Keep Lines Together</source>
            <translation>&amp;Zeilen nicht trennen</translation>
        </message>
        <message>
            <source>&amp;Left:</source>
            <translation>&amp;Links:</translation>
        </message>
        <message>
            <source>&amp;Right:</source>
            <translation>&amp;Rechts:</translation>
        </message>
        <message>
            <source>&amp;Special:</source>
            <translation>&amp;Sondereinzug:</translation>
        </message>
        <message>
            <source>(none)</source>
            <translation>(keines)</translation>
        </message>
        <message>
            <source>1.5 Lines</source>
            <translation>1,5 Zeilen</translation>
        </message>
        <message>
            <source>Aft&amp;er:</source>
            <translation>&amp;Nach:</translation>
        </message>
        <message>
            <source>Ali&amp;gnment:</source>
            <translation>&amp;Ausrichtung:</translation>
        </message>
        <message>
            <source>At Least</source>
            <translation>Mindestens</translation>
        </message>
        <message>
            <source>At which edge the lines end evenly.</source>
            <translation>An welchem Rand die Zeilen gleichmäßig enden.</translation>
        </message>
        <message>
            <source>B&amp;y:</source>
            <translation>&amp;Um:</translation>
        </message>
        <message>
            <source>Begins the paragraph on a new page.</source>
            <translation>Beginnt den Absatz auf einer neuen Seite.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Centered</source>
            <translation>Zentriert</translation>
        </message>
        <message>
            <source>Double</source>
            <translation>Doppelt</translation>
        </message>
        <message>
            <source>Exactly</source>
            <translation>Genau</translation>
        </message>
        <message>
            <source>First Line</source>
            <translation>Erste Zeile</translation>
        </message>
        <message>
            <source>Goes with the document to programs that break pages by it; here pages break where they are full.</source>
            <translation>Geht mit dem Dokument zu Programmen, die danach umbrechen; hier wird umbrochen, wo die Seite voll ist.</translation>
        </message>
        <message>
            <source>Hanging</source>
            <translation>Hängend</translation>
        </message>
        <message>
            <source>How far the first line stands apart.</source>
            <translation>Wie weit die erste Zeile abgesetzt ist.</translation>
        </message>
        <message>
            <source>How far the paragraph stands from the left margin.</source>
            <translation>Wie weit der Absatz vom linken Seitenrand entfernt ist.</translation>
        </message>
        <message>
            <source>How far the paragraph stands from the right margin.</source>
            <translation>Wie weit der Absatz vom rechten Seitenrand entfernt ist.</translation>
        </message>
        <message>
            <source>Indentation</source>
            <translation>Einzug</translation>
        </message>
        <message>
            <source>Justified</source>
            <translation>Blocksatz</translation>
        </message>
        <message>
            <source>Keep with Ne&amp;xt</source>
            <translation>Nicht vom nächsten Absatz &amp;trennen</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Links</translation>
        </message>
        <message>
            <source>Li&amp;ne Spacing:</source>
            <translation>&amp;Zeilenabstand:</translation>
        </message>
        <message>
            <source>Multiple</source>
            <translation>Mehrfach</translation>
        </message>
        <message>
            <source>Page &amp;Break Before</source>
            <translation>Seitenwechsel &amp;oberhalb</translation>
        </message>
        <message>
            <source>Pagination</source>
            <translation>Seitenumbruch</translation>
        </message>
        <message>
            <source>Paragraph</source>
            <translation>Absatz</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Rechts</translation>
        </message>
        <message>
            <source>Single</source>
            <translation>Einfach</translation>
        </message>
        <message>
            <source>Spacing</source>
            <translation>Abstand</translation>
        </message>
        <message>
            <source>Text &amp;Flow</source>
            <translation>Text&amp;fluss</translation>
        </message>
        <message>
            <source>The distance from line to line.</source>
            <translation>Der Abstand von Zeile zu Zeile.</translation>
        </message>
        <message>
            <source>The distance in points, or the number of lines for Multiple.</source>
            <translation>Der Abstand in Punkten, oder bei Mehrfach die Zahl der Zeilen.</translation>
        </message>
        <message>
            <source>The space above the paragraph.</source>
            <translation>Der Abstand über dem Absatz.</translation>
        </message>
        <message>
            <source>The space below the paragraph.</source>
            <translation>Der Abstand unter dem Absatz.</translation>
        </message>
        <message>
            <source>Whether the first line stands apart from the others.</source>
            <translation>Ob die erste Zeile von den anderen abgesetzt ist.</translation>
        </message>
    </context>
    <context>
        <name>PictureDialog</name>
        <message>
            <source>&amp;Height:</source>
            <translation>&amp;Höhe:</translation>
        </message>
        <message>
            <source>&amp;Keep Proportions</source>
            <translation>&amp;Seitenverhältnis beibehalten</translation>
        </message>
        <message>
            <source>&amp;Width:</source>
            <translation>&amp;Breite:</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Desc&amp;ription:</source>
            <translation>B&amp;eschreibung:</translation>
        </message>
        <message>
            <source>Gives the picture its original size.</source>
            <translation>Gibt der Grafik ihre ursprüngliche Größe.</translation>
        </message>
        <message>
            <source>Hei&amp;ght:</source>
            <translation>H&amp;öhe:</translation>
        </message>
        <message>
            <source>How high the picture is on paper.</source>
            <translation>Wie hoch die Grafik auf dem Papier ist.</translation>
        </message>
        <message>
            <source>How wide the picture is on paper.</source>
            <translation>Wie breit die Grafik auf dem Papier ist.</translation>
        </message>
        <message>
            <source>Original size: {0:.2f}" by {1:.2f}"</source>
            <translation>Ursprüngliche Größe: {0:.2f}" mal {1:.2f}"</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Grafik</translation>
        </message>
        <message>
            <source>Re&amp;set</source>
            <translation>&amp;Zurücksetzen</translation>
        </message>
        <message>
            <source>Scaling</source>
            <translation>Skalierung</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>The height in per cent of the original one.</source>
            <translation>Die Höhe in Prozent der ursprünglichen.</translation>
        </message>
        <message>
            <source>The width in per cent of the original one.</source>
            <translation>Die Breite in Prozent der ursprünglichen.</translation>
        </message>
        <message>
            <source>What the picture shows, for those who cannot see it.</source>
            <translation>Was die Grafik zeigt, für alle, die sie nicht sehen können.</translation>
        </message>
        <message>
            <source>Wi&amp;dth:</source>
            <translation>B&amp;reite:</translation>
        </message>
        <message>
            <source>Width and height change together, so that nothing is distorted.</source>
            <translation>Breite und Höhe ändern sich zusammen, damit nichts verzerrt wird.</translation>
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>&amp;Close</source>
            <translation>&amp;Schließen</translation>
        </message>
        <message>
            <source>Laying out the pages...</source>
            <translation>Die Seiten werden umbrochen...</translation>
        </message>
        <message>
            <source>Multiple Pages</source>
            <translation>Mehrere Seiten</translation>
        </message>
        <message>
            <source>One Page</source>
            <translation>Eine Seite</translation>
        </message>
        <message>
            <source>Page {} of {}</source>
            <translation>Seite {} von {}</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
    </context>
    <context>
        <name>PrintDialog</name>
        <message>
            <source>&amp;All</source>
            <translation>A&amp;lles</translation>
        </message>
        <message>
            <source>&amp;Name:</source>
            <translation>&amp;Name:</translation>
        </message>
        <message>
            <source>All Pages in Range</source>
            <translation>Alle Seiten im Bereich</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Colla&amp;te</source>
            <translation>S&amp;ortieren</translation>
        </message>
        <message>
            <source>Copies</source>
            <translation>Exemplare</translation>
        </message>
        <message>
            <source>Current Pag&amp;e</source>
            <translation>Aktuelle &amp;Seite</translation>
        </message>
        <message>
            <source>Even Pages</source>
            <translation>Gerade Seiten</translation>
        </message>
        <message>
            <source>For paper that is turned by hand: first the odd pages, then the even ones.</source>
            <translation>Für Papier, das von Hand gewendet wird: erst die ungeraden Seiten, dann die geraden.</translation>
        </message>
        <message>
            <source>How many times each page is printed.</source>
            <translation>Wie oft jede Seite gedruckt wird.</translation>
        </message>
        <message>
            <source>No printer is installed</source>
            <translation>Kein Drucker ist eingerichtet</translation>
        </message>
        <message>
            <source>Number of &amp;Copies:</source>
            <translation>Anzahl der &amp;Exemplare:</translation>
        </message>
        <message>
            <source>Odd Pages</source>
            <translation>Ungerade Seiten</translation>
        </message>
        <message>
            <source>P&amp;rint:</source>
            <translation>D&amp;rucken:</translation>
        </message>
        <message>
            <source>Pa&amp;ges:</source>
            <translation>Sei&amp;ten:</translation>
        </message>
        <message>
            <source>Page Range</source>
            <translation>Seitenbereich</translation>
        </message>
        <message>
            <source>Page n&amp;umbers and ranges with commas
between them, such as 1,3,5-12.</source>
            <translation>Se&amp;itennummern und Bereiche mit Kommas
dazwischen, etwa 1,3,5-12.</translation>
        </message>
        <message>
            <source>Page numbers and ranges, such as 1,3,5-12.</source>
            <translation>Seitennummern und Bereiche, etwa 1,3,5-12.</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Drucken</translation>
        </message>
        <message>
            <source>Print to Fi&amp;le (PDF)</source>
            <translation>In eine &amp;Datei (PDF)</translation>
        </message>
        <message>
            <source>Printer</source>
            <translation>Drucker</translation>
        </message>
        <message>
            <source>Prints copy by copy instead of page by page.</source>
            <translation>Druckt Exemplar für Exemplar statt Seite für Seite.</translation>
        </message>
        <message>
            <source>Prints the page with the insertion point.</source>
            <translation>Druckt die Seite mit der Einfügestelle.</translation>
        </message>
        <message>
            <source>Prints the pages that you name.</source>
            <translation>Druckt die genannten Seiten.</translation>
        </message>
        <message>
            <source>Prints the whole document.</source>
            <translation>Druckt das ganze Dokument.</translation>
        </message>
        <message>
            <source>Status:</source>
            <translation>Status:</translation>
        </message>
        <message>
            <source>The document can be printed to a file.</source>
            <translation>Das Dokument kann in eine Datei gedruckt werden.</translation>
        </message>
        <message>
            <source>The printer that prints the document.</source>
            <translation>Der Drucker, der das Dokument druckt.</translation>
        </message>
        <message>
            <source>Type:</source>
            <translation>Typ:</translation>
        </message>
        <message>
            <source>Where:</source>
            <translation>Ort:</translation>
        </message>
        <message>
            <source>Writes the pages into a PDF file, which others can read and print.</source>
            <translation>Schreibt die Seiten in eine PDF-Datei, die andere lesen und drucken können.</translation>
        </message>
    </context>
    <context>
        <name>ProgressDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
    </context>
    <context>
        <name>PropertiesDialog</name>
        <message>
            <source>&amp;Comments:</source>
            <translation>&amp;Kommentar:</translation>
        </message>
        <message>
            <source>&amp;General</source>
            <translation>&amp;Allgemein</translation>
        </message>
        <message>
            <source>&amp;Keywords:</source>
            <translation>Stich&amp;wörter:</translation>
        </message>
        <message>
            <source>&amp;Subject:</source>
            <translation>T&amp;hema:</translation>
        </message>
        <message>
            <source>&amp;Title:</source>
            <translation>&amp;Titel:</translation>
        </message>
        <message>
            <source>A&amp;uthor:</source>
            <translation>A&amp;utor:</translation>
        </message>
        <message>
            <source>Anything else you want to remember of the document.</source>
            <translation>Was Sie sich sonst zu dem Dokument merken möchten.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Properties</source>
            <translation>Eigenschaften</translation>
        </message>
        <message>
            <source>St&amp;atistics</source>
            <translation>Stati&amp;stik</translation>
        </message>
        <message>
            <source>Su&amp;mmary</source>
            <translation>&amp;Info</translation>
        </message>
        <message>
            <source>The title of the document. It need not be the name of the file.</source>
            <translation>Der Titel des Dokuments. Er muss nicht der Name der Datei sein.</translation>
        </message>
        <message>
            <source>What the document is about.</source>
            <translation>Wovon das Dokument handelt.</translation>
        </message>
        <message>
            <source>Who wrote the document.</source>
            <translation>Wer das Dokument geschrieben hat.</translation>
        </message>
        <message>
            <source>Words under which you would look for the document.</source>
            <translation>Wörter, unter denen Sie das Dokument suchen würden.</translation>
        </message>
        <message>
            <source>{} Properties</source>
            <translation>Eigenschaften von {}</translation>
        </message>
    </context>
    <context>
        <name>Reading</name>
        <message>
            <source>Opening</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Reading {}...</source>
            <translation>{} wird gelesen...</translation>
        </message>
    </context>
    <context>
        <name>RecoveryDialog</name>
        <message>
            <source>&amp;Close</source>
            <translation>&amp;Schließen</translation>
        </message>
        <message>
            <source>&amp;Discard...</source>
            <translation>&amp;Verwerfen...</translation>
        </message>
        <message>
            <source>&amp;Recover</source>
            <translation>&amp;Wiederherstellen</translation>
        </message>
        <message>
            <source>&amp;Save Copy...</source>
            <translation>&amp;Kopie speichern...</translation>
        </message>
        <message>
            <source>Decides nothing; the documents are offered again at the next start.</source>
            <translation>Entscheidet nichts; die Dokumente werden beim nächsten Start wieder angeboten.</translation>
        </message>
        <message>
            <source>Document Recovery</source>
            <translation>Dokumente wiederherstellen</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Dokumente</translation>
        </message>
        <message>
            <source>First Line</source>
            <translation>Erste Zeile</translation>
        </message>
        <message>
            <source>Last Change</source>
            <translation>Letzte Änderung</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Opens the marked documents. Their files stay as they are until you save.</source>
            <translation>Öffnet die markierten Dokumente. Ihre Dateien bleiben, wie sie sind, bis Sie speichern.</translation>
        </message>
        <message>
            <source>Removes the unsaved changes of the marked documents for good.</source>
            <translation>Entfernt die nicht gespeicherten Änderungen der markierten Dokumente endgültig.</translation>
        </message>
        <message>
            <source>Saves the marked documents under names of your choice.</source>
            <translation>Speichert die markierten Dokumente unter Namen Ihrer Wahl.</translation>
        </message>
        <message>
            <source>The documents as they were a moment before the end.</source>
            <translation>Die Dokumente, wie sie kurz vor dem Ende waren.</translation>
        </message>
        <message>
            <source>The program did not come to its proper end. These documents had changes that were not saved. Mark those that you want to keep, and choose Recover.</source>
            <translation>Das Programm wurde nicht richtig beendet. Diese Dokumente hatten Änderungen, die nicht gespeichert waren. Markieren Sie die, die Sie behalten wollen, und wählen Sie Wiederherstellen.</translation>
        </message>
    </context>
    <context>
        <name>Safety</name>
        <message>
            <source>&amp;Later</source>
            <translation>&amp;Später</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>&amp;Nein</translation>
        </message>
        <message>
            <source>&amp;Save As...</source>
            <translation>&amp;Speichern unter...</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;Ja</translation>
        </message>
        <message>
            <source>Another program has changed {}, and you have changed it here as well.

Save your document under another name if you want to keep both.</source>
            <translation>Ein anderes Programm hat {} geändert, und Sie hier ebenfalls.

Speichern Sie Ihr Dokument unter einem anderen Namen, wenn Sie beide behalten wollen.</translation>
        </message>
        <message>
            <source>Another program has changed {}.

Do you want to open it again as it is now?</source>
            <translation>Ein anderes Programm hat {} geändert.

Möchten Sie die Datei öffnen, wie sie jetzt ist?</translation>
        </message>
        <message>
            <source>The unsaved changes of {} will be lost.

Do you want to discard them?</source>
            <translation>Die nicht gespeicherten Änderungen ({}) gehen verloren.

Möchten Sie sie verwerfen?</translation>
        </message>
        <message>
            <source>the document</source>
            <translation>das Dokument</translation>
        </message>
        <message>
            <source>the {} documents</source>
            <translation>die {} Dokumente</translation>
        </message>
    </context>
    <context>
        <name>ServerButtons</name>
        <message>
            <source>&amp;Key:</source>
            <translation>&amp;Schlüssel:</translation>
        </message>
        <message>
            <source>A key is one word of plain letters, digits and signs.</source>
            <translation>Ein Schlüssel ist ein Wort aus einfachen Buchstaben, Ziffern und Zeichen.</translation>
        </message>
        <message>
            <source>A server is to write, so its address must be given.</source>
            <translation>Ein Server soll schreiben, also muss seine Adresse angegeben werden.</translation>
        </message>
        <message>
            <source>Asking {}...</source>
            <translation>{} wird gefragt...</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Has the server write a few words, to see whether it can be reached.</source>
            <translation>Lässt den Server ein paar Wörter schreiben, um zu sehen, ob er erreichbar ist.</translation>
        </message>
        <message>
            <source>Keeping the key...</source>
            <translation>Der Schlüssel wird aufbewahrt...</translation>
        </message>
        <message>
            <source>Keeps the key that the server wants in this system's keyring. It is sent to that server alone.</source>
            <translation>Bewahrt den Schlüssel, den der Server verlangt, im Schlüsselbund dieses Systems auf. Er wird nur diesem Server gesendet.</translation>
        </message>
        <message>
            <source>Key for {}</source>
            <translation>Schlüssel für {}</translation>
        </message>
        <message>
            <source>Key...</source>
            <translation>Schlüssel...</translation>
        </message>
        <message>
            <source>Leave it empty to have a kept key forgotten.</source>
            <translation>Leer: ein aufbewahrter Schlüssel wird vergessen.</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>Test</translation>
        </message>
        <message>
            <source>The connection is not encrypted: others on the way can read the text.</source>
            <translation>Die Verbindung ist nicht verschlüsselt: andere auf dem Weg können den Text lesen.</translation>
        </message>
        <message>
            <source>The key is kept in the keyring.</source>
            <translation>Der Schlüssel ist im Schlüsselbund.</translation>
        </message>
        <message>
            <source>The key that whoever runs the server has given you.</source>
            <translation>Der Schlüssel, den Ihnen der Betreiber des Servers gegeben hat.</translation>
        </message>
        <message>
            <source>The server {} answers, but its model wrote nothing.</source>
            <translation>Der Server {} antwortet, aber sein Modell schrieb nichts.</translation>
        </message>
        <message>
            <source>The server {} writes with the model {}. Its first word came after {:.1f} seconds.</source>
            <translation>Der Server {} schreibt mit dem Modell {}. Sein erstes Wort kam nach {:.1f} Sekunden.</translation>
        </message>
        <message>
            <source>There is no key for this server any more.</source>
            <translation>Für diesen Server gibt es keinen Schlüssel mehr.</translation>
        </message>
    </context>
    <context>
        <name>SortDialog</name>
        <message>
            <source>&amp;Ascending</source>
            <translation>&amp;Aufsteigend</translation>
        </message>
        <message>
            <source>&amp;Column:</source>
            <translation>&amp;Spalte:</translation>
        </message>
        <message>
            <source>&amp;Descending</source>
            <translation>A&amp;bsteigend</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Column {0}</source>
            <translation>Spalte {0}</translation>
        </message>
        <message>
            <source>From A to Z, from the smallest to the largest.</source>
            <translation>Von A bis Z, von der kleinsten bis zur größten Zahl.</translation>
        </message>
        <message>
            <source>From Z to A, from the largest to the smallest.</source>
            <translation>Von Z bis A, von der größten bis zur kleinsten Zahl.</translation>
        </message>
        <message>
            <source>Header &amp;Row</source>
            <translation>&amp;Überschrift</translation>
        </message>
        <message>
            <source>My List Has</source>
            <translation>Die Liste hat</translation>
        </message>
        <message>
            <source>No Header Ro&amp;w</source>
            <translation>&amp;Keine Überschrift</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Zahl</translation>
        </message>
        <message>
            <source>Sort</source>
            <translation>Sortieren</translation>
        </message>
        <message>
            <source>Sort By</source>
            <translation>Sortieren nach</translation>
        </message>
        <message>
            <source>T&amp;ype:</source>
            <translation>&amp;Typ:</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>The column whose cells decide where a row stands.</source>
            <translation>Die Spalte, nach deren Zellen sortiert wird.</translation>
        </message>
        <message>
            <source>The first row is sorted with the others.</source>
            <translation>Die erste Zeile wird mit den anderen sortiert.</translation>
        </message>
        <message>
            <source>The first row stays where it is.</source>
            <translation>Die erste Zeile bleibt, wo sie ist.</translation>
        </message>
        <message>
            <source>Whether the cells are compared as texts or as numbers.</source>
            <translation>Ob die Zellen als Texte oder als Zahlen verglichen werden.</translation>
        </message>
    </context>
    <context>
        <name>SpellingDialog</name>
        <message>
            <source>&amp;Add</source>
            <translation>&amp;Hinzufügen</translation>
        </message>
        <message>
            <source>&amp;Change</source>
            <translation>&amp;Ändern</translation>
        </message>
        <message>
            <source>&amp;Ignore</source>
            <translation>&amp;Nicht ändern</translation>
        </message>
        <message>
            <source>&amp;Ignore All</source>
            <translation>N&amp;ie ändern</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>&amp;Nein</translation>
        </message>
        <message>
            <source>&amp;Options...</source>
            <translation>&amp;Optionen...</translation>
        </message>
        <message>
            <source>&amp;Spelling...</source>
            <translation>&amp;Rechtschreibung...</translation>
        </message>
        <message>
            <source>&amp;Suggest</source>
            <translation>&amp;Vorschlagen</translation>
        </message>
        <message>
            <source>&amp;Undo Last</source>
            <translation>&amp;Rückgängig</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;Ja</translation>
        </message>
        <message>
            <source>(No Suggestions)</source>
            <translation>(Keine Vorschläge)</translation>
        </message>
        <message>
            <source>A word of the document that the dictionary does not have.</source>
            <translation>Ein Wort des Dokuments, das nicht im Wörterbuch steht.</translation>
        </message>
        <message>
            <source>Adds the word to your own dictionary: it is right from now on.</source>
            <translation>Nimmt das Wort in Ihr eigenes Wörterbuch auf: es ist von jetzt an richtig.</translation>
        </message>
        <message>
            <source>AutoCo&amp;rrect</source>
            <translation>AutoKorre&amp;ktur</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Change &amp;To:</source>
            <translation>Ändern &amp;in:</translation>
        </message>
        <message>
            <source>Change A&amp;ll</source>
            <translation>I&amp;mmer ändern</translation>
        </message>
        <message>
            <source>Changes the word everywhere in the document, in one step of undo.</source>
            <translation>Ändert das Wort überall im Dokument, in einem Schritt.</translation>
        </message>
        <message>
            <source>Changes the word, and corrects it while you type from now on.</source>
            <translation>Ändert das Wort und verbessert es von jetzt an während der Eingabe.</translation>
        </message>
        <message>
            <source>Chooses the dictionary and which words are checked.</source>
            <translation>Wählt das Wörterbuch und welche Wörter geprüft werden.</translation>
        </message>
        <message>
            <source>I&amp;gnore All</source>
            <translation>Ni&amp;e ändern</translation>
        </message>
        <message>
            <source>Leaves the word as it is everywhere until the program ends.</source>
            <translation>Lässt das Wort überall, wie es ist, bis das Programm endet.</translation>
        </message>
        <message>
            <source>Leaves the word as it is here.</source>
            <translation>Lässt das Wort hier, wie es ist.</translation>
        </message>
        <message>
            <source>Looks for words that are like what you typed in Change To.</source>
            <translation>Sucht Wörter, die dem ähneln, was Sie bei Ändern in getippt haben.</translation>
        </message>
        <message>
            <source>Not in &amp;Dictionary:</source>
            <translation>Nicht im &amp;Wörterbuch:</translation>
        </message>
        <message>
            <source>Puts what stands in Change To in its place.</source>
            <translation>Setzt an die Stelle, was bei Ändern in steht.</translation>
        </message>
        <message>
            <source>Spelling</source>
            <translation>Rechtschreibung</translation>
        </message>
        <message>
            <source>Suggestio&amp;ns:</source>
            <translation>Vor&amp;schläge:</translation>
        </message>
        <message>
            <source>Takes back what was last done here and goes back to that word.</source>
            <translation>Nimmt zurück, was hier zuletzt geschah, und geht zurück zu jenem Wort.</translation>
        </message>
        <message>
            <source>The selection has been checked.

Do you want to check the rest of the document, too?</source>
            <translation>Die Markierung ist geprüft.

Möchten Sie auch den Rest des Dokuments prüfen?</translation>
        </message>
        <message>
            <source>The spelling check is complete.</source>
            <translation>Die Rechtschreibprüfung ist abgeschlossen.</translation>
        </message>
        <message>
            <source>What takes its place. Type it, or choose a suggestion. Empty: it is deleted.</source>
            <translation>Was an die Stelle tritt. Tippen Sie es, oder wählen Sie einen Vorschlag. Leer: das Wort wird gelöscht.</translation>
        </message>
        <message>
            <source>Words of the dictionary that look or sound like it, the likeliest first.</source>
            <translation>Wörter des Wörterbuchs, die ähnlich aussehen oder klingen, das wahrscheinlichste zuerst.</translation>
        </message>
    </context>
    <context>
        <name>SplitBox</name>
        <message>
            <source>Split</source>
            <translation>Teilen</translation>
        </message>
    </context>
    <context>
        <name>SplitCellsDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>How many cells there are below one another then.</source>
            <translation>Wie viele Zellen dann untereinander stehen.</translation>
        </message>
        <message>
            <source>How many cells there are beside one another then.</source>
            <translation>Wie viele Zellen dann nebeneinander stehen.</translation>
        </message>
        <message>
            <source>Number of &amp;Columns:</source>
            <translation>Anzahl der &amp;Spalten:</translation>
        </message>
        <message>
            <source>Number of &amp;Rows:</source>
            <translation>Anzahl der &amp;Zeilen:</translation>
        </message>
        <message>
            <source>Split Cells</source>
            <translation>Zellen teilen</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>Where the text goes. OFFLINE: nothing leaves this computer. ONLINE: models are looked for or fetched. SERVER: the brief and the text around the insertion point are sent to the one that is named.</source>
            <translation>Wohin der Text geht. OFFLINE: nichts verlässt diesen Computer. ONLINE: Modelle werden gesucht oder geholt. SERVER: Ihre Angabe und der Text um die Einfügestelle werden an den genannten Server gesendet.</translation>
        </message>
    </context>
    <context>
        <name>StyleDialog</name>
        <message>
            <source>&amp;Apply</source>
            <translation>&amp;Zuweisen</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>&amp;Löschen</translation>
        </message>
        <message>
            <source>&amp;List:</source>
            <translation>&amp;Anzeigen:</translation>
        </message>
        <message>
            <source>&amp;Modify...</source>
            <translation>&amp;Bearbeiten...</translation>
        </message>
        <message>
            <source>&amp;New...</source>
            <translation>&amp;Neu...</translation>
        </message>
        <message>
            <source>&amp;Styles:</source>
            <translation>&amp;Formatvorlagen:</translation>
        </message>
        <message>
            <source>All Styles</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Changes this style, and with it all paragraphs that have it.</source>
            <translation>Ändert diese Formatvorlage und damit alle Absätze, die sie haben.</translation>
        </message>
        <message>
            <source>Character Preview</source>
            <translation>Zeichen-Vorschau</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Deletes this style; its paragraphs become Normal.</source>
            <translation>Löscht diese Formatvorlage; ihre Absätze werden Normal.</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Beschreibung</translation>
        </message>
        <message>
            <source>Ends the dialog; styles that were changed stay changed.</source>
            <translation>Beendet den Dialog; geänderte Formatvorlagen bleiben geändert.</translation>
        </message>
        <message>
            <source>Gives the selected paragraphs this style.</source>
            <translation>Gibt den markierten Absätzen diese Formatvorlage.</translation>
        </message>
        <message>
            <source>Makes a style that is based on this one.</source>
            <translation>Legt eine Formatvorlage an, die auf dieser basiert.</translation>
        </message>
        <message>
            <source>Paragraph Preview</source>
            <translation>Absatz-Vorschau</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>Formatvorlage</translation>
        </message>
        <message>
            <source>Styles in Use</source>
            <translation>Benutzte</translation>
        </message>
        <message>
            <source>The styles. The one of the paragraph at the insertion point is chosen at first.</source>
            <translation>Die Formatvorlagen. Zuerst ist die des Absatzes an der Einfügestelle gewählt.</translation>
        </message>
        <message>
            <source>User-Defined Styles</source>
            <translation>Eigene</translation>
        </message>
        <message>
            <source>Which styles are listed.</source>
            <translation>Welche Formatvorlagen gezeigt werden.</translation>
        </message>
    </context>
    <context>
        <name>SymbolDialog</name>
        <message>
            <source>&amp;Character:</source>
            <translation>&amp;Zeichen:</translation>
        </message>
        <message>
            <source>&amp;Insert</source>
            <translation>&amp;Einfügen</translation>
        </message>
        <message>
            <source>&amp;Symbols</source>
            <translation>&amp;Symbole</translation>
        </message>
        <message>
            <source>Arrows and Shapes</source>
            <translation>Pfeile und Formen</translation>
        </message>
        <message>
            <source>Character</source>
            <translation>Zeichen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Copyright</source>
            <translation>Copyright</translation>
        </message>
        <message>
            <source>Cyrillic</source>
            <translation>Kyrillisch</translation>
        </message>
        <message>
            <source>Dashes, spaces and marks, and the keys that type them.</source>
            <translation>Striche, Leerzeichen und Marken und die Tasten dafür.</translation>
        </message>
        <message>
            <source>Double Closing Quote</source>
            <translation>Doppeltes schließendes Anführungszeichen</translation>
        </message>
        <message>
            <source>Double Opening Quote</source>
            <translation>Doppeltes öffnendes Anführungszeichen</translation>
        </message>
        <message>
            <source>Ellipsis</source>
            <translation>Auslassungspunkte</translation>
        </message>
        <message>
            <source>Em Dash</source>
            <translation>Geviertstrich</translation>
        </message>
        <message>
            <source>Em Space</source>
            <translation>Geviert-Leerzeichen</translation>
        </message>
        <message>
            <source>En Dash</source>
            <translation>Halbgeviertstrich</translation>
        </message>
        <message>
            <source>En Space</source>
            <translation>Halbgeviert-Leerzeichen</translation>
        </message>
        <message>
            <source>Greek</source>
            <translation>Griechisch</translation>
        </message>
        <message>
            <source>Latin</source>
            <translation>Lateinisch</translation>
        </message>
        <message>
            <source>Lines and Blocks</source>
            <translation>Linien und Blöcke</translation>
        </message>
        <message>
            <source>Mathematics</source>
            <translation>Mathematik</translation>
        </message>
        <message>
            <source>More Latin</source>
            <translation>Weitere lateinische</translation>
        </message>
        <message>
            <source>Nonbreaking Hyphen</source>
            <translation>Geschützter Bindestrich</translation>
        </message>
        <message>
            <source>Nonbreaking Space</source>
            <translation>Geschütztes Leerzeichen</translation>
        </message>
        <message>
            <source>Optional Hyphen</source>
            <translation>Bedingter Trennstrich</translation>
        </message>
        <message>
            <source>Paragraph</source>
            <translation>Absatz</translation>
        </message>
        <message>
            <source>Puts the sign into the document; the dialog stays open.</source>
            <translation>Fügt das Zeichen in das Dokument ein; der Dialog bleibt offen.</translation>
        </message>
        <message>
            <source>Registered</source>
            <translation>Eingetragene Marke</translation>
        </message>
        <message>
            <source>S&amp;et:</source>
            <translation>Sa&amp;tz:</translation>
        </message>
        <message>
            <source>S&amp;pecial Characters</source>
            <translation>S&amp;onderzeichen</translation>
        </message>
        <message>
            <source>Section</source>
            <translation>Abschnitt</translation>
        </message>
        <message>
            <source>Shortcut Key</source>
            <translation>Taste</translation>
        </message>
        <message>
            <source>Si&amp;gns:</source>
            <translation>&amp;Zeichen:</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Zeichen</translation>
        </message>
        <message>
            <source>Single Closing Quote</source>
            <translation>Einfaches schließendes Anführungszeichen</translation>
        </message>
        <message>
            <source>Single Opening Quote</source>
            <translation>Einfaches öffnendes Anführungszeichen</translation>
        </message>
        <message>
            <source>Symbol</source>
            <translation>Sonderzeichen</translation>
        </message>
        <message>
            <source>The signs. Double-click one to insert it.</source>
            <translation>Die Zeichen. Ein Doppelklick fügt eines ein.</translation>
        </message>
        <message>
            <source>Trademark</source>
            <translation>Warenzeichen</translation>
        </message>
        <message>
            <source>Typographic</source>
            <translation>Typographisch</translation>
        </message>
        <message>
            <source>Which signs are shown.</source>
            <translation>Welche Zeichen gezeigt werden.</translation>
        </message>
    </context>
    <context>
        <name>SystemInfoDialog</name>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Kopieren</translation>
        </message>
        <message>
            <source>&amp;What the program stands on:</source>
            <translation>&amp;Worauf das Programm aufbaut:</translation>
        </message>
        <message>
            <source>Item</source>
            <translation>Angabe</translation>
        </message>
        <message>
            <source>System Info</source>
            <translation>Systeminfo</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Wert</translation>
        </message>
    </context>
    <context>
        <name>TableAutoFormatDialog</name>
        <message>
            <source>&amp;Formats:</source>
            <translation>&amp;Formate:</translation>
        </message>
        <message>
            <source>&amp;Last Row</source>
            <translation>&amp;Letzte Zeile</translation>
        </message>
        <message>
            <source>Apply Special Formats To</source>
            <translation>Sonderformat für</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Classic</source>
            <translation>Klassisch</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Spalten</translation>
        </message>
        <message>
            <source>Contrast</source>
            <translation>Kontrast</translation>
        </message>
        <message>
            <source>East</source>
            <translation>Ost</translation>
        </message>
        <message>
            <source>Feb</source>
            <translation>Feb</translation>
        </message>
        <message>
            <source>First &amp;Column</source>
            <translation>Erste &amp;Spalte</translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>Gitter</translation>
        </message>
        <message>
            <source>Heading &amp;Rows</source>
            <translation>Ü&amp;berschriftzeilen</translation>
        </message>
        <message>
            <source>Heavy Grid</source>
            <translation>Starkes Gitter</translation>
        </message>
        <message>
            <source>Jan</source>
            <translation>Jan</translation>
        </message>
        <message>
            <source>Ledger</source>
            <translation>Kontobuch</translation>
        </message>
        <message>
            <source>List</source>
            <translation>Liste</translation>
        </message>
        <message>
            <source>Mar</source>
            <translation>Mär</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>Plain</source>
            <translation>Schlicht</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>Sets the first column apart.</source>
            <translation>Hebt die erste Spalte hervor.</translation>
        </message>
        <message>
            <source>Sets the first row apart.</source>
            <translation>Hebt die erste Zeile hervor.</translation>
        </message>
        <message>
            <source>Sets the last row apart, as one with totals.</source>
            <translation>Hebt die letzte Zeile hervor, etwa für Summen.</translation>
        </message>
        <message>
            <source>South</source>
            <translation>Süd</translation>
        </message>
        <message>
            <source>Table AutoFormat</source>
            <translation>Tabelle AutoFormat</translation>
        </message>
        <message>
            <source>The looks to choose from; the preview shows the chosen one.</source>
            <translation>Die Formate zur Auswahl; die Vorschau zeigt das gewählte.</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Summe</translation>
        </message>
        <message>
            <source>West</source>
            <translation>West</translation>
        </message>
    </context>
    <context>
        <name>TabsDialog</name>
        <message>
            <source>&amp;1 None</source>
            <translation>&amp;1 Keine</translation>
        </message>
        <message>
            <source>&amp;2 .......</source>
            <translation>&amp;2 .......</translation>
        </message>
        <message>
            <source>&amp;3 -------</source>
            <translation>&amp;3 -------</translation>
        </message>
        <message>
            <source>&amp;4 ____</source>
            <translation>&amp;4 ____</translation>
        </message>
        <message>
            <source>&amp;Clear</source>
            <translation>&amp;Löschen</translation>
        </message>
        <message>
            <source>&amp;Decimal</source>
            <translation>&amp;Dezimal</translation>
        </message>
        <message>
            <source>&amp;Left</source>
            <translation>L&amp;inks</translation>
        </message>
        <message>
            <source>&amp;Right</source>
            <translation>&amp;Rechts</translation>
        </message>
        <message>
            <source>&amp;Set</source>
            <translation>&amp;Setzen</translation>
        </message>
        <message>
            <source>&amp;Tab Stop Position:</source>
            <translation>&amp;Tabstopp-Position:</translation>
        </message>
        <message>
            <source>Alignment</source>
            <translation>Ausrichtung</translation>
        </message>
        <message>
            <source>C&amp;enter</source>
            <translation>Z&amp;entriert</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Clear &amp;All</source>
            <translation>&amp;Alle löschen</translation>
        </message>
        <message>
            <source>Leader</source>
            <translation>Füllzeichen</translation>
        </message>
        <message>
            <source>Sets the tab stop with this alignment and leader.</source>
            <translation>Setzt den Tabulator mit dieser Ausrichtung und diesem Füllzeichen.</translation>
        </message>
        <message>
            <source>Tabs</source>
            <translation>Tabulatoren</translation>
        </message>
        <message>
            <source>Takes out all tab stops.</source>
            <translation>Nimmt alle Tabulatoren heraus.</translation>
        </message>
        <message>
            <source>Takes out this tab stop.</source>
            <translation>Nimmt diesen Tabulator heraus.</translation>
        </message>
        <message>
            <source>The position must be a number of inches between 0 and {:g}.</source>
            <translation>Die Position muss eine Zahl in Zoll zwischen 0 und {:g} sein.</translation>
        </message>
        <message>
            <source>Where the tab stop is, in inches from the left margin. Type a number and push Set.</source>
            <translation>Wo der Tabulator ist, in Zoll vom linken Seitenrand. Geben Sie eine Zahl ein, und klicken Sie auf Setzen.</translation>
        </message>
    </context>
    <context>
        <name>TipDialog</name>
        <message>
            <source>&amp;More Tips...</source>
            <translation>&amp;Mehr Tipps...</translation>
        </message>
        <message>
            <source>&amp;Next Tip</source>
            <translation>&amp;Nächster Tipp</translation>
        </message>
        <message>
            <source>&amp;Show Tips at Startup</source>
            <translation>&amp;Tipps beim Start zeigen</translation>
        </message>
        <message>
            <source>Did you know...</source>
            <translation>Wussten Sie schon...</translation>
        </message>
        <message>
            <source>On: a tip is shown each time the program starts.</source>
            <translation>Ein: bei jedem Start des Programms wird ein Tipp gezeigt.</translation>
        </message>
        <message>
            <source>Shows another tip.</source>
            <translation>Zeigt einen weiteren Tipp.</translation>
        </message>
        <message>
            <source>Shows the topics of the manual.</source>
            <translation>Zeigt die Themen des Handbuchs.</translation>
        </message>
        <message>
            <source>Tip of the Day</source>
            <translation>Tipps und Tricks</translation>
        </message>
    </context>
    <context>
        <name>ViewCommands</name>
        <message>
            <source>Outlining</source>
            <translation>Gliederung</translation>
        </message>
        <message>
            <source>Remove S&amp;plit</source>
            <translation>&amp;Teilung aufheben</translation>
        </message>
        <message>
            <source>S&amp;plit</source>
            <translation>&amp;Teilen</translation>
        </message>
    </context>
    <context>
        <name>WordCountDialog</name>
        <message>
            <source>&amp;Close</source>
            <translation>&amp;Schließen</translation>
        </message>
        <message>
            <source>Characters</source>
            <translation>Zeichen</translation>
        </message>
        <message>
            <source>Characters per Word</source>
            <translation>Zeichen je Wort</translation>
        </message>
        <message>
            <source>Characters with Spaces</source>
            <translation>Zeichen mit Leerzeichen</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Dokument</translation>
        </message>
        <message>
            <source>Flesch Reading Ease</source>
            <translation>Lesbarkeit nach Flesch</translation>
        </message>
        <message>
            <source>Flesch-Kincaid Grade Level</source>
            <translation>Schuljahre nach Flesch-Kincaid</translation>
        </message>
        <message>
            <source>Lines</source>
            <translation>Zeilen</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>Paragraphs</source>
            <translation>Absätze</translation>
        </message>
        <message>
            <source>Readability (English)</source>
            <translation>Lesbarkeit (Englisch)</translation>
        </message>
        <message>
            <source>Selection</source>
            <translation>Markierung</translation>
        </message>
        <message>
            <source>Sentences</source>
            <translation>Sätze</translation>
        </message>
        <message>
            <source>Sentences per Paragraph</source>
            <translation>Sätze je Absatz</translation>
        </message>
        <message>
            <source>Statistics</source>
            <translation>Statistik</translation>
        </message>
        <message>
            <source>Word Count</source>
            <translation>Wörter zählen</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>Wörter</translation>
        </message>
        <message>
            <source>Words per Sentence</source>
            <translation>Wörter je Satz</translation>
        </message>
    </context>
    <context>
        <name>ZoomDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Makes the page as large as the window allows.</source>
            <translation>Macht die Seite so groß, wie das Fenster erlaubt.</translation>
        </message>
        <message>
            <source>P&amp;ercent:</source>
            <translation>P&amp;rozent:</translation>
        </message>
        <message>
            <source>Page &amp;Width</source>
            <translation>Seiten&amp;breite</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>The size on the screen in percent of the size on paper.</source>
            <translation>Die Größe auf dem Bildschirm in Prozent der Größe auf Papier.</translation>
        </message>
        <message>
            <source>Wh&amp;ole Page</source>
            <translation>&amp;Ganze Seite</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
        <message>
            <source>Zoom To</source>
            <translation>Zoomstufe</translation>
        </message>
    </context>
</TS>
