# A result beside its job, in lines of $width characters. What a model wrote is bold: an answer after its
# question, the rest of a text after its beginning; of a classified text its labels; of embeddings, how
# close each text is to the first.
def number: . * 100 | round / 100;
def dot($a; $b): reduce range($a | length) as $i (0; . + $a[$i] * $b[$i]);

# Breaks between words; the marks of where bold type begins and ends take no room.
def wrap($indent):
  reduce (gsub("\\s+"; " ") | split(" ")[]) as $word ({lines: [], line: ""};
    if .line == "" then .line = $word
    elif (.line + $word | gsub("[\u0001\u0002]"; "") | length) + ($indent | length) < $width
    then .line += " " + $word
    else .lines += [.line] | .line = $word
    end)
  | .lines + [.line]
  | map($indent + gsub("\u0001"; $bold) | gsub("\u0002"; $plain))
  | join("\n");

def bold_type: "\u0001" + . + "\u0002";

def conversation($messages; $answer):
  ($messages[] | (if .role == "system" then "(" + .content + ")" else .content end) | wrap("    ")),
  ($answer | bold_type | wrap("    "));

def labels: map("\(.label) \(.score | number)") | join(", ");

($jobs | map({key: .custom_id, value: .body}) | from_entries) as $asked
| inputs
| $asked[.custom_id] as $body
| .response.body as $answer
| $bold + .custom_id + $plain,
  if .response.status_code != 200 then
      (.error // $answer.error).message | wrap("    ")
  elif $body.messages then
      conversation($body.messages; $answer.choices[0].message.content)
  elif $body.prompt then
      ($body.prompt + ($answer.choices[0].text | bold_type)) | wrap("    ")
  elif $body.inputs then
      ($body.inputs | wrap("    ")), ($answer.data | labels | bold_type | wrap("    "))
  else
      [$answer.data[].embedding] as $vectors
      | ("\"\($body.input[0])\" is closest to" | wrap("    ")),
        ([range(1; $vectors | length)
          | {text: $body.input[.], score: dot($vectors[0]; $vectors[.]) | number}]
         | sort_by(-.score)
         | .[] | "\(.score): \(.text)" | wrap("        "))
  end
