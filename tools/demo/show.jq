# A result beside its job: a prompt goes on in bold with what the model wrote; of embeddings, how close
# each text is to the first.
def number: . * 100 | round / 100;
def dot($a; $b): reduce range($a | length) as $i (0; . + $a[$i] * $b[$i]);
($jobs | map({key: .custom_id, value: .body}) | from_entries) as $asked
| inputs
| . as $result | $asked[.custom_id] as $body
| $bold + .custom_id + $plain + "\n    " +
  if .response.status_code != 200 then
      (.error // .response.body.error).message
  elif $body.prompt then
      $body.prompt + $bold + (.response.body.choices[0].text | gsub("\\s+"; " ")) + $plain
  else
      [.response.body.data[].embedding] as $vectors
      | "\"" + $body.input[0] + "\" is closest to\n    " +
        ([range(1; $vectors | length)
          | {text: $body.input[.], score: dot($vectors[0]; $vectors[.])}]
         | sort_by(-.score)
         | map("\(.score | number)  \(.text)")
         | join("\n    "))
  end
