import path from 'node:path';
import type { InitPlace } from './found.js';

/** A file, and the variable that says where it lies, if one does. */
export interface PlacedFile {
  readonly file: string;
  readonly placedBy?: string | undefined;
}

/** The two files that the AWS CLI and SDKs share. */
export function awsFiles(place: InitPlace): {
  readonly config: PlacedFile;
  readonly credentials: PlacedFile;
} {
  const file = (placedBy: string, name: string): PlacedFile => {
    const placed = place.env[placedBy] ?? '';
    return placed === '' ? { file: join(place, place.home, '.aws', name) } : { file: placed, placedBy };
  };
  return {
    config: file('AWS_CONFIG_FILE', 'config'),
    credentials: file('AWS_SHARED_CREDENTIALS_FILE', 'credentials'),
  };
}

/** Where doctl keeps its contexts: in the platform's directory for settings, as Go has it. */
export function doctlFile(place: InitPlace): string {
  const { env, home, platform } = place;
  const directory =
    platform === 'win32'
      ? env['APPDATA'] || join(place, home, 'AppData', 'Roaming')
      : platform === 'darwin'
        ? join(place, home, 'Library', 'Application Support')
        : env['XDG_CONFIG_HOME'] || join(place, home, '.config');
  return join(place, directory, 'doctl', 'config.yaml');
}

/** Where Alibaba Cloud's CLI keeps its profiles. */
export const aliyunFile = (place: InitPlace): string => join(place, place.home, '.aliyun', 'config.json');

/** As the platform does it, whatever platform this runs on. */
const join = ({ platform }: InitPlace, ...parts: readonly string[]): string =>
  (platform === 'win32' ? path.win32 : path.posix).join(...parts);
