/** Uses no quotes and no characters that HTML escapes, because React escapes a script's text. */
const SCRIPT = 'history.replaceState(history.state,document.title,location.pathname)'

/**
 * Removes a ticket, and the name from a form of an older build, from the address bar before anybody can copy it or a
 * history keeps it. Without scripts the ticket stays: it is sealed, for this page alone, and for a limited time.
 */
export function CleanAddress({ query, nonce }: { query: { k?: unknown; stale?: unknown }; nonce: string }) {
  if (query.k === undefined && query.stale === undefined) return null
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {SCRIPT}
    </script>
  )
}
