/** Whether an address leads to this machine itself. */
export const isLoopback = (address: string | undefined) =>
  address !== undefined &&
  URL.canParse(address) &&
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname)
