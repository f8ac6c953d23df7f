const records = (count: number): string => `${String(count)} ${count === 1 ? 'record' : 'records'}`;

/** Why a part of the audit trail is not as mcm wrote it, and what else is to be said of one. */
export const auditChain = {
  // A record by itself.
  noJson: 'it is no JSON',
  noRecord: 'it is no record',
  notChained: 'it is not chained',
  otherVersion: 'it has another version than the chain',
  otherSpelling: 'it is not written as mcm writes it',
  otherHash: 'its hash is not the hash of what it says',
  otherKind: 'it does not say what a record of its kind says',
  // Its place.
  otherNumber: (found: number, due: number) => `it has the number ${String(found)}; ${String(due)} is due`,
  doesNotFollow: 'it does not follow the record before it',
  noStart: 'the chain does not begin with its start',
  startInside: 'it begins a chain in the middle of one',
  otherChain: (chain: string) => `it begins the chain ${chain}, and the file is named after another`,
  // Files and anchors.
  fileMissing: 'the file is missing',
  anchorMissing: 'the anchor of the chain is missing',
  anchorChanged: 'the anchor is not as it was written',
  strayChain: 'it holds records of a chain, and is not named after one',
  // The end of a chain.
  notAnchored: 'it is not the record that the anchor names',
  beyondEnd: 'it comes after the end that the anchor names; a crash leaves one record there at most',
  beyondAnchor: (count: number) => `${records(count)} beyond the anchor, as a crash leaves it`,
  lost: (count: number) =>
    `the last ${records(count)} were never flushed to the disk, and are lost since the machine restarted`,
  missing: (count: number) =>
    `from here on ${records(count)} that the anchor names ${count === 1 ? 'is' : 'are'} missing`,
  perhapsLost:
    ' (they were not flushed, so a loss of power would explain it; this system does not say when it started)',
  // What a start says of the chain before.
  noSuchChain: (chain: string) => `it names the chain ${chain}, which is not there`,
  otherEnd: (chain: string) => `it names another end of the chain ${chain} than the checkpoint has`,
  otherRecord: (seq: number, chain: string) => `it names another record ${String(seq)} of the chain ${chain}`,
  noSuchRecord: (seq: number, chain: string) =>
    `it names a record ${String(seq)} of the chain ${chain}, which has none`,
  // Notes.
  torn: (file: string) => `${file} ends in a torn line, as a crash or a full disk leaves it`,
  writtenAgain: (seq: number) =>
    `record ${String(seq)} could not be written in full at first, and was written again`,
  interrupted: 'a checkpoint names it as removed; this is left of it',
};
