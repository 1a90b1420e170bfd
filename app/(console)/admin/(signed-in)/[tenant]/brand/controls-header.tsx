'use client'

import { ChevronsUpDown, FilePlus2, Redo2, Undo2 } from 'lucide-react'
import { say } from '@/lib/console/words/generated/editor'
import { Button } from '../../../_ui/button'
import { SearchLink } from '../../_shell/search-link'
import type { Editor } from './use-editor'

type Props = {
  tenant: { slug: string; name: string }
  editor: Editor
  onStart: () => void
}

/** Whose brand it is, and what goes for all of it. */
export function ControlsHeader({ tenant, editor, onStart }: Props) {
  return (
    <header className="flex h-14 shrink-0 items-center justify-between gap-2 border-b border-rule px-5">
      <nav aria-label={say('editor.controlsHeader.breadcrumb')} className="flex min-w-0 items-center gap-2">
        <SearchLink
          scope="tenants"
          label={say('common.chosenTenant', { name: tenant.name })}
          className="flex min-w-0 items-center gap-1 rounded-md py-1 font-medium text-soft hover:text-ink"
        >
          <span dir="auto" className="truncate">
            {tenant.name}
          </span>
          <ChevronsUpDown className="size-3.5 shrink-0" aria-hidden="true" />
        </SearchLink>
        <span aria-hidden="true" className="text-faint">
          /
        </span>
        <span aria-current="page" className="font-semibold whitespace-nowrap">
          {say('editor.controlsHeader.brand')}
        </span>
      </nav>
      <span className="flex">
        <Button
          look="ghost"
          className="px-2"
          disabled={!editor.canEdit}
          onClick={onStart}
          title={say('editor.controlsHeader.startHint')}
        >
          <FilePlus2 className="size-4" aria-label={say('editor.controlsHeader.startFrom')} />
        </Button>
        <Button
          look="ghost"
          className="px-2"
          disabled={!editor.canUndo}
          onClick={editor.undo}
          title={say('editor.controlsHeader.undoCtrlZ')}
        >
          <Undo2 className="size-4" aria-label={say('editor.controlsHeader.undo')} />
        </Button>
        <Button
          look="ghost"
          className="px-2"
          disabled={!editor.canRedo}
          onClick={editor.redo}
          title={say('editor.controlsHeader.redoCtrlShiftZ')}
        >
          <Redo2 className="size-4" aria-label={say('editor.controlsHeader.redo')} />
        </Button>
      </span>
    </header>
  )
}
