'use client'

import { LogOut } from 'lucide-react'
import type { Role } from '@/lib/console/auth/roles'
import type { Side } from '@/lib/console/side'
import { say } from '@/lib/console/words/generated/shell'
import { signOut } from '../actions'
import { SideChoice } from './side-choice'

const MENU = 'account'

const initials = (name: string) =>
  name
    .split(/[^\p{L}\p{N}]+/u)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('')

/** Who is signed in, and what is theirs alone: how the console looks, and the way out. */
export function UserMenu({ name, role, side }: { name: string; role: Role | null; side: Side }) {
  return (
    <div className="mt-auto">
      <button
        type="button"
        popoverTarget={MENU}
        aria-label={say('shell.frame.accountOf', { name })}
        title={name}
        className="flex min-h-11 w-full min-w-0 cursor-pointer items-center gap-2.5 rounded-md px-1 text-start text-[12px] text-soft hover:bg-wash sm:max-lg:justify-center sm:max-lg:px-0"
      >
        <span
          aria-hidden="true"
          className="grid size-7 shrink-0 place-content-center rounded-full bg-badge text-[11px] font-bold text-on-badge"
        >
          {initials(name)}
        </span>
        <span className="min-w-0 flex-1 sm:max-lg:sr-only">
          <span className="block truncate font-medium text-ink">{name}</span>
          {role !== null && <span className="block">{say(`common.roles.${role}`)}</span>}
        </span>
      </button>
      <div
        id={MENU}
        popover="auto"
        role="dialog"
        aria-label={say('shell.frame.account')}
        className="inset-auto start-3 bottom-16 m-0 w-60 rounded-xl border border-rule bg-raised p-0 text-ink shadow-xl"
      >
        <div className="grid gap-3 p-3">
          <p className="truncate px-1 text-[13px] font-medium" title={name}>
            {name}
          </p>
          <SideChoice side={side} />
          <form
            className="border-t border-rule pt-2"
            action={async () => {
              await signOut()
              // A whole document: the next page has a nonce of its own.
              location.assign('/admin/sign-in')
            }}
          >
            <button
              type="submit"
              className="flex min-h-9 w-full cursor-pointer items-center gap-2.5 rounded-md px-2 text-[13px] font-medium text-soft hover:bg-wash hover:text-ink"
            >
              <LogOut className="size-4 shrink-0" aria-hidden="true" />
              {say('shell.frame.signOut')}
            </button>
          </form>
        </div>
      </div>
    </div>
  )
}
