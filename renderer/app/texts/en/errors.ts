import type { Texts } from '../texts.ts'

export const errors: Texts<'errors'> = {
  forbidden: {
    failed: 'Your roles do not allow this.',
    safe: 'No data was changed.',
    todo: 'Ask an administrator for the role, sync, and try again.',
  },
  'invalid-input': {
    failed: 'Something that was entered does not fit.',
    safe: 'Nothing was submitted; what you entered is kept.',
    todo: 'Correct the marked field and submit again.',
  },
  'not-found': {
    failed: 'The record does not exist; it may have been removed.',
    safe: 'Other data is not affected.',
    todo: 'Refresh the list and choose again.',
  },
  conflict: {
    failed: 'This record was changed while you were editing it.',
    safe: 'Your text did not overwrite the change and is still in the form.',
    todo: 'Look at the newest version, merge, then save.',
  },
  cancelled: {
    failed: 'The work was cancelled.',
    safe: 'What was finished before stays valid; the rest was not done.',
    todo: 'Start it again when you need it.',
  },
  busy: {
    failed: 'The same work is already running.',
    safe: 'Nothing was done twice.',
    todo: 'Wait until it has finished, or cancel it first.',
  },
  'workspace-closed': {
    failed: 'No workspace is open.',
    safe: 'The data on this computer is intact.',
    todo: 'Open a workspace first.',
  },
  'workspace-exists': {
    failed: 'A workspace with this name or account already exists.',
    safe: 'No workspace was created; the existing one is unchanged.',
    todo: 'Choose another name, or open the existing workspace.',
  },
  'keyring-unavailable': {
    failed: "The operating system's keyring cannot be used.",
    safe: 'Nothing was created, opened or deleted; the encrypted data is intact.',
    todo: 'Unlock or enable the keyring, then try again.',
  },
  'key-lost': {
    failed: "The workspace's key cannot be unwrapped on this machine or by this system user.",
    safe: 'The encrypted files were not changed.',
    todo: 'Sign in as the system user who created the workspace; if the keyring was reset, remove the workspace, create it again and sync.',
  },
  'store-damaged': {
    failed: 'The data file on this computer is damaged.',
    safe: 'The file was not deleted; notes and views are in another file that has backups.',
    todo: 'Save notes and records first, then rebuild the cache.',
  },
  'audit-broken': {
    failed: 'The chain of the operation log breaks at entry {{entry}}: an entry was changed, removed or put in.',
    safe: 'The check changed nothing; the other entries can still be read.',
    todo: 'Keep the data files and their backups and tell your administrator the number; older copies in the backup folder can be compared.',
  },
  'store-newer': {
    failed: 'The data file was written by a newer version of the program.',
    safe: 'The file was not changed and will not be deleted.',
    todo: 'Install the newest version, then open it again.',
  },
  'store-unreadable': {
    failed: "The file is no data file of this program, or another key's.",
    safe: 'The file was not changed.',
    todo: 'Check whether the data folder was replaced; restore a backup or rebuild the cache.',
  },
  'disk-full': {
    failed: 'The disk is full; the write did not finish.',
    safe: 'Saved data is intact; the unfinished write was rolled back.',
    todo: 'Free some disk space, then try again.',
  },
  'folder-read-only': {
    failed: 'The data folder cannot be written.',
    safe: 'No data was changed.',
    todo: "Check the folder's permissions, or move the program's data folder to a place that can be written.",
  },
  'settings-torn': {
    failed: 'The settings file is incomplete.',
    safe: 'The last good copy is in use; business data is not affected.',
    todo: 'Check that the settings are as you expect, then save them once.',
  },
  offline: {
    failed: 'The partner API cannot be reached.',
    safe: 'Nothing was submitted; the data on this computer can be read as usual.',
    todo: 'Check the network or proxy; work goes on by itself once the connection is back.',
  },
  'signed-out': {
    failed: 'The credential was refused or has expired.',
    safe: 'The data on this computer can be read as usual; syncing has stopped.',
    todo: 'Replace the credential on the Workspaces page, then sync again.',
  },
  'clock-skew': {
    failed: "This computer's clock is too far from the server's; the signature was refused.",
    safe: 'Nothing was submitted.',
    todo: 'Turn on automatic time in the system settings, then try again.',
  },
  'permission-missing': {
    failed: 'The credential lacks a permission item that this needs.',
    safe: 'Permitted parts sync as usual; the others stay as they were.',
    todo: 'Have the partner administrator grant it in Partner Center; the connection test lists what is missing.',
  },
  'no-agency': {
    failed: 'This customer has not given the partner an agency; only the customer’s own credential may call this.',
    safe: 'No call was sent.',
    todo: 'Ask for the customer’s authorization first, and try again once it is granted.',
  },
  'wrong-site': {
    failed: 'The account or customer belongs to the other site (China / International).',
    safe: 'No data was changed.',
    todo: "Create a workspace for that site with that site's address and credential.",
  },
  'wrong-caller': {
    failed: 'The wrong identity was used: this call is for the customer, or for the partner alone.',
    safe: 'The request did not leave; nothing was changed.',
    todo: 'This is a fault of the program: tell support the reference.',
  },
  throttled: {
    failed: 'Too many requests: the server is limiting them.',
    safe: 'No data was lost; every page that was read is saved.',
    todo: 'The program slows down and goes on by itself; please wait.',
  },
  refused: {
    failed: 'The partner API refused the request.',
    safe: 'The request had no effect; the data on this computer is unchanged.',
    todo: "See the vendor's code and message below; quote the request id when you ask for support.",
  },
  'unknown-outcome': {
    failed: 'No readable answer came; the outcome is not known.',
    safe: 'Nothing is sent again by itself; the data on this computer is intact.',
    todo: 'Refresh and check the result before you decide to repeat it.',
  },
  'answer-unreadable': {
    failed: "The server's answer does not fit the API description and cannot be read.",
    safe: 'What does not fit was not written; existing data is unchanged.',
    todo: 'Try again later; if it keeps happening, quote the reference and the request id.',
  },
  'mass-deletion': {
    failed: 'This sync would remove more than a tenth of the records and has stopped to ask.',
    safe: 'No record was removed.',
    todo: 'Compare the numbers on the Sync page, then allow the removal or keep the records.',
  },
  'no-progress': {
    failed: 'The sync made no progress for a minute and ended itself.',
    safe: 'Every page that was read is saved; the next run goes on from there.',
    todo: 'Check the network, then start the sync again.',
  },
  'print-failed': {
    failed: 'The printer did not take the print.',
    safe: 'The copy is registered as failed; paper may have come out.',
    todo: 'Check printer and paper and try again: the next copy is marked as a reprint.',
  },
  'sums-differ': {
    failed: 'The rows do not add up to the amount they must; nothing was printed.',
    safe: 'No number was taken and no data was changed.',
    todo: 'Sync or check the rows, and print again when they add up.',
  },
  internal: {
    failed: 'Something went wrong inside the program.',
    safe: 'The failed work was rolled back; the data on this computer is intact.',
    todo: 'Try again; if it still fails, tell support the reference.',
  },
  safety: {
    'nothing-changed': 'No data was changed.',
    'kept-locally': 'It is saved on this computer.',
    unknown: 'Whether it took effect is not known; check first.',
  },
  codeLabel: 'Code',
  refLabel: 'Reference',
  vendorCodeLabel: "Vendor's code",
  requestIdLabel: 'Request id',
}
