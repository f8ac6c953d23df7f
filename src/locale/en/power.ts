/** What permits and declared requests say. */
export const power = {
  notIssued: 'The permit was not issued by this host. Nothing was sent.',
  used: 'The permit was used before; one permit is one request. Nothing was sent.',
  ended: 'The call that the permit was for has ended. Nothing was sent.',
  ofAnother: (owner: string, user: string) => `A permit for ${owner} was used by ${user}. Nothing was sent.`,
  undeclared: (variant: string) => `The plugin declares no request for ${variant}. Nothing was sent.`,
  faulty: (variant: string, fault: string) =>
    `The plugin's request for ${variant} ${fault}, so it is not sent. Nothing was done.`,
  // What is wrong with a declared request, to stand behind "the request …".
  faults: {
    odd: (key: string) => `has ${key}, which no request has`,
    method: 'must be a POST or a PUT',
    path: 'must have a plain path below the API',
    id: 'must name the instance as {id} in its path',
    query: 'must have a query of plain text',
    body: 'must have an object as its body',
    foreign: (word: string) => `says ${word}, which is not about power`,
  },
};
