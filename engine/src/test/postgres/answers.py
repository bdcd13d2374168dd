#!/usr/bin/env python3
"""Asks a real PostgreSQL 15 for the answers that FunctionAnswersTest expects.

usage: answers.py 'host=127.0.0.1 port=5432 user=postgres dbname=answers'

The database has LC_COLLATE C and LC_CTYPE C.UTF-8.

Reads cases.txt, writes ../resources/postgres-15-answers.tsv. A case is the identity of a function in
the catalog and its arguments, parted by ' | '; \\N is NULL; where the declared type is polymorphic an
argument has its type in front (int4[]:{1,2}). Lines '# zone X' set the time zone of what follows.
"""
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
FUNCTION = """
create or replace function pg_temp.answer(question text) returns text language plpgsql as $$
declare result text; state text; message text;
begin
  execute question into result;
  return result;
exception when others then
  get stacked diagnostics state = returned_sqlstate, message = message_text;
  return 'ERROR ' || state || ' ' || message;
end $$;
"""


def literal(text):
    return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def argument(declared, text):
    type_name, value = declared, text
    if declared.startswith("any"):
        type_name, value = text.split(":", 1)
    # SQL's char is not the one-byte type of that name.
    type_name = '"char"' if type_name == "char" else type_name
    return ("NULL" if value == "\\N" else literal(value)) + "::" + type_name


def expression(identity, arguments):
    name, types = re.match(r"^(.*?)\((.*)\)$", identity).groups()
    declared = re.findall(r"[a-z0-9_\"]+(?:\([0-9,-]+\))?(?:\[\])?(?:\.\.\.)?", types) if types else []
    if name in ("cast", "assign"):
        return f"cast({argument(declared[0], arguments[0])} as {declared[1]})"
    plain = [d.removesuffix("...") for d in declared]
    while len(plain) < len(arguments):
        plain.append(plain[-1])
    sql = [argument(d, a) for d, a in zip(plain, arguments)]
    if name == "array_of":
        return "array[" + ", ".join(sql) + "]"
    if name == "array_element":
        return f"({sql[0]})[{sql[1]}]"
    quantified = re.match(r"^([=<>]+)(any|all)$", name)
    if quantified:
        return f"{sql[0]} {quantified[1]} {quantified[2]}({sql[1]})"
    if re.match(r"^[a-z]", name):
        return f'"{name}"(' + ", ".join(sql) + ")"
    return f"{name} {sql[0]}" if len(sql) == 1 else f"{sql[0]} {name} {sql[1]}"


def main():
    cases = [line for line in (HERE / "cases.txt").read_text().splitlines() if line.strip()]
    script = [FUNCTION, "\\pset format unaligned", "\\pset tuples_only on", "\\pset null '<none>'"]
    asked = []
    for line in cases:
        if line.startswith("# zone "):
            script.append(f"set timezone = '{line[7:]}';")
            asked.append(line)
        elif not line.startswith("#"):
            parts = line.split(" | ")
            sql = expression(parts[0], parts[1:])
            question = f"select case when ({sql}) is null then '\\N' else format('%s', ({sql})) end"
            script.append(f"select replace(pg_temp.answer({literal(question)}), E'\\n', '\\n');")
            asked.append(line)
    run = subprocess.run(
        ["psql", "-qAt", "-v", "ON_ERROR_STOP=1", sys.argv[1], "-f", "-"],
        input="\n".join(script), capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(run.stderr)
    answers = iter(run.stdout.splitlines())
    out = []
    for line in asked:
        out.append(line if line.startswith("#") else line.replace(" | ", "\t") + "\t=>\t" + next(answers))
    (HERE / "../resources/postgres-15-answers.tsv").write_text("\n".join(out) + "\n")


main()
