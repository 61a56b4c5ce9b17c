export const strings = {
  choose: 'Choose a picture',
  remove: 'Remove it',
  saved: 'The picture is saved.',
  removed: 'The picture is removed.',
}
