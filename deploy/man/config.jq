# penstock-config(5), from the configuration's schema: a section per object, an entry per key.

def escaped: gsub("\\\\"; "\\e") | gsub("-"; "\\-") | gsub("(?m)^(?<c>[.'])"; "\\&\(.c)");

def bounds:
    if .enum then "one of " + (.enum | map(tojson) | join(", "))
    elif .type == "integer" then
        "a whole number"
        + (if .minimum != null then ", at least \(.minimum)" else "" end)
        + (if .maximum != null then ", at most \(.maximum)" else "" end)
    elif .type == "array" then "a list"
    elif .type == "boolean" then "true or false"
    else "a string" end;

def entry($key):
    ".TP\n\\fB\($key | escaped)\\fR\n"
    + ((.description // "") | escaped)
    + "\n"
    + (if .type == "object" then "" else "Expected: \(bounds | escaped)." end)
    + (if .default != null then " Default: \(.default | tojson | escaped)." else "" end);

# A key, and where it is a list of objects the keys of those.
def entries($key):
    entry($key),
    ([.items?, .items?.oneOf[]?] | map(.properties? // empty) | first // {} | to_entries[]
     | .key as $name | .value | entry("\($key)[].\($name)"));

".TH PENSTOCK\\-CONFIG 5 \($date) \"Penstock \($version)\" Penstock",
".SH NAME",
"penstock\\-config \\- the configuration of penstock\\-worker and of the client's commands",
".SH DESCRIPTION",
(.description | escaped),
".PP",
"A key is overridden by the environment, where \\fBPENSTOCK_REDIS__URL\\fR stands for redis.url and",
"\\fBPENSTOCK_KAFKA__BOOTSTRAP_SERVERS\\fR for kafka.bootstrap.servers (a single underscore after",
"KAFKA__ is a dot), and \\fBPENSTOCK_REDIS__URL_FILE\\fR names a file that holds the value; and then by",
"\\fB\\-\\-set\\fR \\fIKEY\\fR=\\fIVALUE\\fR on the command line. Unknown keys are errors.",
".SH KEYS",
(.properties | to_entries[] |
    if .value.type == "object" then
        .key as $section
        | ".SS \($section | escaped)",
          (if .value.description then (.value.description | escaped) else empty end),
          (.value.properties // {} | to_entries[] | .key as $key | .value | entries("\($section).\($key)"))
    else
        .key as $key | ".SS \($key | escaped)", (.value | entries($key))
    end),
".SH EXAMPLE",
".nf",
"{\"kafka\":  {\"bootstrap.servers\": \"localhost:9092\", \"group.id\": \"penstock\"},",
" \"redis\":  {\"url\": \"redis://localhost:6379/0\"},",
" \"models\": [{\"name\": \"tiny\\-gpt\", \"path\": \"/srv/models/tiny\\-gpt\"}]}",
".fi",
".SH SEE ALSO",
"\\fBpenstock\\-worker\\fR(8), \\fBpenstock\\fR(1)"
