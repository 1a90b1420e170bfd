/** What the settings say of saving and testing. */
export const SAVING = {
  bar: 'Unsaved changes',
  saved: 'Saved. Every instance uses it within five seconds.',
  save: 'Save',
  saveAnyway: 'Save anyway',
  saving: 'Saving…',
  testing: 'Testing the connection…',
  discard: 'Discard',
  lost: 'No answer came, so it may be saved or not. What you typed is still here: save again, which does no harm.',
  notTested: 'The test got no answer. Nothing was saved; what you typed is still here.',
  gone: 'Not saved: the tenant is no longer there, or your role has changed.',
  faulty: 'The connection does not work as it is typed; see its checks above. Nothing is saved yet.',
  tooSoon: 'The connection could not be tested: too many tests for now. Nothing is saved yet.',
  keepBoth: 'Keep both, mine on top',
  takeTheirs: 'Take theirs, drop mine',
} as const

const counted = (count: number) => `${count} ${count === 1 ? 'change' : 'changes'} not saved`

/** `2 changes not saved: Support phone, Languages` */
export const notSaved = (labels: readonly string[]): string =>
  labels.length === 0 ? '' : `${counted(labels.length)}: ${labels.join(', ')}`
