const PLAIN = { posix: /^[\w@+=:,./-]+$/, windows: /^[\w@+=:,./\\-]+$/ };

/** One line for a shell. What is not plain is quoted as POSIX shells read it, on Windows as its programs do. */
export function commandLine(words: readonly string[], platform: NodeJS.Platform = process.platform): string {
  const quote = (word: string): string => {
    if (PLAIN[platform === 'win32' ? 'windows' : 'posix'].test(word)) return word;
    return platform === 'win32' ? `"${word.replaceAll('"', '\\"')}"` : `'${word.replaceAll("'", `'\\''`)}'`;
  };
  return words.map(quote).join(' ');
}
