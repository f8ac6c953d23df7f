/** What `mcm demo` says around the answers of its server. */
export const demo = {
  connected: (version: string, tools: number) =>
    `Connected to multi-cloud-manager ${version} over stdio: ${String(tools)} tools.`,
  nothingLeaves: 'The clouds are simulators on this machine; nothing leaves it.',
  steps: {
    status: 'How is mcm?',
    list: 'What is there, on every cloud?',
    address: 'Whose IP is this?',
    elastic: 'And this one, an elastic IP in front of a server?',
    ipv6: 'And this one, IPv6 in another spelling?',
    metrics: 'How is it doing?',
    unconfirmed: 'Reboot it, without confirmation',
    wrongName: 'Reboot it, with a wrong name',
    confirmed: 'Reboot it, confirmed',
    production: 'Reboot the production database: values from a model are not enough',
    readOnly: 'Stop a server on AWS: there mcm only reads',
    history: 'What was done, and what was refused?',
  },
  asks: 'The server asks a person through the client:',
  declines: 'The person of this demo declines.',
  trail: 'The audit trail',
  verified: 'Verified: every record is as it was written.',
  notVerified: 'NOT as it was written.',
  sent: (requests: number) => `Power requests that reached a cloud: ${String(requests)}`,
  failure: (what: string) => `NOT AS EXPECTED: ${what}`,
  aVerifiedTrail: 'a trail that verifies',
  oneRequest: 'exactly one power request',
};
