// Validates JSON documents by JSON Schema with ajv: `node validate.js FOLDER < LINES`, with NODE_PATH
// naming the folder of modules; each line is [SCHEMA, VALUE]. Schemas are the files *.schema.json of the
// folder and know each other by their paths. Prints true or false for each line.
const fs = require("fs");
const path = require("path");
const Ajv = require("ajv/dist/2020");

const folder = process.argv[2];
// strict: keywords without effect are errors.
const ajv = new Ajv({
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allowMatchingProperties: true,
});
for (const file of fs.readdirSync(folder, { recursive: true })) {
  if (file.endsWith(".schema.json")) {
    ajv.addSchema(JSON.parse(fs.readFileSync(path.join(folder, file), "utf-8")), file);
  }
}
for (const line of fs.readFileSync(0, "utf-8").split("\n")) {
  if (line) {
    const [name, value] = JSON.parse(line);
    process.stdout.write(`${ajv.getSchema(`${name}.schema.json`)(value)}\n`);
  }
}
