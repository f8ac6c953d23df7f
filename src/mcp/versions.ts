/** The protocol versions that mcm speaks, oldest first. */
export const PROTOCOL_VERSIONS = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'] as const;

/** See {@link PROTOCOL_VERSIONS}. */
export type ProtocolVersion = (typeof PROTOCOL_VERSIONS)[number];

/** What a client is offered that asks for a version mcm does not speak. */
export const LATEST_VERSION: ProtocolVersion = '2025-11-25';

/** The asked version where mcm speaks it, else the latest. */
export function negotiate(asked: string): ProtocolVersion {
  return PROTOCOL_VERSIONS.find((version) => version === asked) ?? LATEST_VERSION;
}

/** JSON-RPC batches came with 2025-03-26 and went with 2025-06-18. */
export function hasBatches(version: ProtocolVersion | undefined): boolean {
  return version === '2025-03-26';
}

/** Elicitation, tool titles, output schemas and `structuredContent` came with 2025-06-18; dates compare as text. */
export function hasStructuredTools(version: ProtocolVersion | undefined): boolean {
  return version !== undefined && version >= '2025-06-18';
}
