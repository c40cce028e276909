"""The parts of scripts/train_lora.py: settings, examples, and the run itself."""
