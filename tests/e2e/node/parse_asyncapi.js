// Parses an AsyncAPI document with AsyncAPI's own parser: `node parse_asyncapi.js FILE`, with NODE_PATH
// naming the folder of modules. Prints one JSON object: what the parser has to say, and what it found.
const { Parser, fromFile } = require("@asyncapi/parser");

const SEVERITIES = ["error", "warning", "information", "hint"];

function messageOf(message) {
  return {
    id: message.id(),
    hasHeaders: message.headers() !== undefined,
    examples: message.examples().map((example) => ({
      name: example.name(),
      headers: example.headers(),
      payload: example.payload(),
    })),
  };
}

function operationOf(operation) {
  return {
    id: operation.id(),
    action: operation.action(),
    addresses: operation.channels().all().map((channel) => channel.address()),
    messages: operation.messages().all().map(messageOf),
  };
}

async function main(path) {
  const { document, diagnostics } = await fromFile(new Parser(), path).parse();
  const said = diagnostics.map((one) => ({
    severity: SEVERITIES[one.severity],
    code: one.code,
    place: one.path.join("."),
    message: one.message,
  }));
  const operations = document ? document.operations().all().map(operationOf) : [];
  const version = document ? document.info().version() : null;
  process.stdout.write(JSON.stringify({ said, version, operations }));
}

main(process.argv[2]);
