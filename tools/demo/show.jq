# A result beside its job, in lines of $width characters: a prompt goes on in bold with what the model
# wrote; of embeddings, how close each text is to the first.
def number: . * 100 | round / 100;
def dot($a; $b): reduce range($a | length) as $i (0; . + $a[$i] * $b[$i]);

# Breaks between words; the mark of where bold type begins takes no room.
def wrap($indent):
  reduce (gsub("\\s+"; " ") | split(" ")[]) as $word ({lines: [], line: ""};
    if .line == "" then .line = $word
    elif (.line + $word | gsub("\u0001"; "") | length) + ($indent | length) < $width
    then .line += " " + $word
    else .lines += [.line] | .line = $word
    end)
  | .lines + [.line]
  | map($indent + gsub("\u0001"; $bold))
  | join("\n");

($jobs | map({key: .custom_id, value: .body}) | from_entries) as $asked
| inputs
| $asked[.custom_id] as $body
| $bold + .custom_id + $plain + "\n" +
  if .response.status_code != 200 then
      (.error // .response.body.error).message | wrap("    ")
  elif $body.prompt then
      ($body.prompt + "\u0001" + .response.body.choices[0].text | wrap("    ")) + $plain
  else
      [.response.body.data[].embedding] as $vectors
      | ("\"\($body.input[0])\" is closest to" | wrap("    ")) + "\n" +
        ([range(1; $vectors | length)
          | {text: $body.input[.], score: dot($vectors[0]; $vectors[.]) | number}]
         | sort_by(-.score)
         | map("\(.score): \(.text)" | wrap("        "))
         | join("\n"))
  end
