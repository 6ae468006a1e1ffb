"""Prints the passwords that people choose most often, for password.c: common_passwords.py OUTPUT

They are those of zxcvbn, from Debian's package python3-zxcvbn: its passwords, and the first thousands of its words
and names. The package is read when Trivet is built; no copy of it lies in the repository. Words of fewer than four
characters are left out: no password is that short.
"""
import sys

sys.path.append("/usr/lib/python3/dist-packages")  # where Debian's packages are, whichever Python this is
try:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS
except ImportError:
    sys.exit("The Debian package python3-zxcvbn is missing: it holds the list of common passwords.")

EACH_MAX = 10000  # the commonest of each list; they are sorted by that


def main():
    words = {word.lower() for words in FREQUENCY_LISTS.values() for word in list(words)[:EACH_MAX]}
    words = sorted(word for word in words if len(word) >= 4 and word.isascii() and word.isprintable())
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write('#include "api/password.h"\n\nconst char common_passwords[] =\n')
        for word in words:
            text = word.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?")
            out.write(f'    "{text}\\n"\n')
        out.write(";\nconst size_t common_passwords_length = sizeof common_passwords - 1;\n")


main()
