import type { FoundName, Source } from './source.js';
import { readSource } from './read-source.js';
import { awsFiles } from './places.js';
import type { InitPlace } from './found.js';

/** A heading, and a comment behind it. */
const HEADING = /^\s*\[([^\]]*)\]\s*(?:[#;].*)?$/;
/** Settings that give a profile credentials; a profile may also have nothing but a region. */
const CREDENTIAL =
  /^(?:aws_access_key_id|role_arn|sso_session|sso_start_url|sso_account_id|credential_process|web_identity_token_file|login_session)\s*=/;

/** The profiles of AWS that have credentials, each with the file that gives it them. */
export async function awsProfiles(place: InitPlace): Promise<Source> {
  const { config, credentials } = awsFiles(place);
  const read = [
    { ...credentials, content: await readSource(credentials.file, (text) => profilesIn(text, false)) },
    { ...config, content: await readSource(config.file, (text) => profilesIn(text, true)) },
  ];
  const found = new Map<string, FoundName>();
  for (const { content, ...at } of read)
    for (const name of content && 'found' in content ? content.found : [])
      if (!found.has(name)) found.set(name, { name, ...at });
  return {
    found: [...found.values()],
    unreadable: read.flatMap(({ content }) =>
      content && 'unreadable' in content ? [content.unreadable] : [],
    ),
  };
}

/** The profiles in a file with credentials. Of a line only the name of its setting is looked at. */
export function profilesIn(text: string, prefixed: boolean): readonly string[] {
  const names = new Set<string>();
  let profile: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const heading = HEADING.exec(line)?.[1]?.trim();
    if (heading !== undefined) profile = prefixed ? profileOf(heading) : heading;
    else if (profile !== undefined && profile !== '' && CREDENTIAL.test(line)) names.add(profile);
  }
  return [...names];
}

/** `[default]` and `[profile NAME]`, in quotes or not; undefined for `[sso-session …]`, `[services …]` and what is not known. */
function profileOf(heading: string): string | undefined {
  if (heading === 'default') return heading;
  const [, , name] = /^profile\s+(["']?)(.*)\1$/.exec(heading) ?? [];
  return name;
}
