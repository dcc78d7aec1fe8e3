/** A template's text with a function's code between the markers of its file written anew, as `ZipFile`. */
export function withCode(template, file, code) {
  const [begin, end] = [`# <${file}: do not edit it here>\n`, `# </${file}>\n`];
  const [from, to] = [
    template.indexOf(begin) + begin.length,
    template.lastIndexOf('\n', template.indexOf(end)) + 1,
  ];
  if (!template.includes(begin) || !template.includes(end))
    throw new Error(`${file} has lost its place in the template.`);
  const indent = ' '.repeat(template.indexOf(end) - to);
  const lines = code
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `${indent}  ${line}`));
  return `${template.slice(0, from)}${indent}ZipFile: |\n${lines.join('\n')}\n${template.slice(to)}`;
}
