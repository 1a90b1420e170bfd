import type { Found } from '@/lib/console/found'
import { type PageLink, tenantAddress } from '@/lib/console/pages'
import { say } from '@/lib/console/words/generated/shell'

/** `key` tells the page of a tenant from the tenant itself, which may lead to the same address. */
export type Option = { key: string; href: string; label: string; note: string }
export type Group = { title: string; options: Option[] }

/** What was found as groups to choose from, the most certain first. Empty groups are left out. */
export function groupsOf({
  pages,
  found,
  page,
}: {
  pages: readonly PageLink[]
  found: Found
  /** Which page of another tenant is wanted: the one that somebody is on. */
  page: string
}): Group[] {
  const groups: Group[] = [
    {
      title: say('common.supportCode'),
      options: found.entry === null ? [] : [{ ...found.entry, key: 'entry', note: '' }],
    },
    {
      title: say('shell.search.pages'),
      options: pages.map(({ href, label }) => ({ key: `page:${href}`, href, label, note: '' })),
    },
    {
      title: say('shell.search.tenants'),
      options: found.tenants.map(({ slug, name, role }) => ({
        key: `tenant:${slug}`,
        href: tenantAddress(slug, page, role),
        label: name,
        note: slug,
      })),
    },
  ]
  return groups.filter(({ options }) => options.length > 0)
}
