'use client'

import { FilePlus2, Redo2, Undo2 } from 'lucide-react'
import { Button } from '../../../_ui/button'
import { Breadcrumb } from '../../side-navigation'
import type { Editor } from './use-editor'

type Props = {
  tenant: { slug: string; name: string }
  tenants: readonly { slug: string; name: string }[]
  editor: Editor
  onStart: () => void
}

/** Whose brand it is, and what goes for all of it. */
export function ControlsHeader({ tenant, tenants, editor, onStart }: Props) {
  return (
    <header className="flex h-14 shrink-0 items-center justify-between gap-2 border-b border-rule px-5">
      <h1 className="sr-only">Brand of {tenant.name}</h1>
      <Breadcrumb tenants={tenants} slug={tenant.slug} page="brand" title="Brand" />
      <span className="flex">
        <Button
          look="ghost"
          className="px-2"
          disabled={!editor.canEdit}
          onClick={onStart}
          title="Start from a template, another tenant or a file"
        >
          <FilePlus2 className="size-4" aria-label="Start from…" />
        </Button>
        <Button
          look="ghost"
          className="px-2"
          disabled={!editor.canUndo}
          onClick={editor.undo}
          title="Undo (Ctrl Z)"
        >
          <Undo2 className="size-4" aria-label="Undo" />
        </Button>
        <Button
          look="ghost"
          className="px-2"
          disabled={!editor.canRedo}
          onClick={editor.redo}
          title="Redo (Ctrl Shift Z)"
        >
          <Redo2 className="size-4" aria-label="Redo" />
        </Button>
      </span>
    </header>
  )
}
