export const strings = {
  undone: 'Undone.',
  notRemoved: (why: string) => `It is still there. ${why}`,
  unreachable: 'The server cannot be reached. Look at your connection and try again.',
  notYours: 'This does not exist, or is not yours.',
  ourFault: 'Something went wrong on our side. Please try again.',
  overtaken: 'This was changed elsewhere while you looked at it. Look at what is there now, and try again.',
}
