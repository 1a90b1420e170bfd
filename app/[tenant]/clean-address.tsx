/** Needs no quotes and no signs that HTML escapes: React writes a script's text as text. */
const SCRIPT = 'history.replaceState(history.state,document.title,location.pathname)'

/**
 * Takes a ticket, and the name that a form of an older build brought, out of the address bar before anybody can copy it
 * or a history keeps it. A browser without scripts keeps it: it is sealed, for this page alone, and for a limited time.
 */
export function CleanAddress({ query, nonce }: { query: { k?: unknown; stale?: unknown }; nonce: string }) {
  if (query.k === undefined && query.stale === undefined) return null
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {SCRIPT}
    </script>
  )
}
