/** @typedef {{ uri: string, description: string, tool: string }} ResourceRow */
/** @typedef {{ name: string, description: string, needs: readonly string[], arguments: readonly { name: string, description: string, required?: boolean }[] }} PromptRow */

/**
 * What can be read beside tools, and the tool that gives it.
 *
 * @param {readonly ResourceRow[]} resources
 */
export function resourceTable(resources) {
  const rows = resources.map(({ uri, description, tool }) => `| \`${uri}\` | ${description} | \`${tool}\` |`);
  return `| URI | what it is | tool |\n|---|---|---|\n${rows.join('\n')}`;
}

/**
 * The prompts, with what is typed for each and the tools that it needs.
 *
 * @param {readonly PromptRow[]} prompts
 */
export function promptTable(prompts) {
  const rows = prompts.map(({ name, description, needs, arguments: all }) => {
    const typed = all.map((each) => `\`${each.name}${each.required ? '' : '?'}\``).join(', ');
    return `| \`${name}\` | ${typed} | ${description} | ${needs.map((tool) => `\`${tool}\``).join(', ')} |`;
  });
  return `| prompt | arguments | what it does | needs |\n|---|---|---|---|\n${rows.join('\n')}`;
}
