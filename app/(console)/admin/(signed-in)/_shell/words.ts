/** What the frame around every page of the console says. */
export const SHELL = {
  skip: 'Skip to the content',
  navigation: 'Console',
  menu: 'Menu',
  closeMenu: 'Close menu',
  search: 'Search',
  allTenants: 'All tenants',
  chooseTenant: 'Change tenant',
  withFaults: (count: number) => (count === 1 ? 'one tenant has faults' : `${count} tenants have faults`),
  account: 'Account',
  look: 'Appearance',
  notKept: 'For this page only: there is no connection.',
  signOut: 'Sign out',
} as const
