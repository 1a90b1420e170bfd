'use client'

import { ImageUp } from 'lucide-react'
import { type DragEvent, useId, useState } from 'react'
import { z } from 'zod'
import { valueAt } from '@/lib/brand/difference'
import { AssetRef } from '@/lib/brand/schema'
import { say } from '@/lib/console/words/generated/editor'
import { useEditorView } from './editor-context'

const Answer = z.union([
  z.object({ ok: z.literal(true), picture: AssetRef, bytesSent: z.number(), bytesStored: z.number() }),
  z.object({ ok: z.literal(false), reason: z.string() }),
])

const size = (bytes: number) =>
  bytes < 1_000_000
    ? say('editor.pictureField.kb', { value: Math.max(1, Math.round(bytes / 1024)) })
    : say('editor.pictureField.mb', { value: (bytes / 1_048_576).toFixed(1) })

type Props = {
  label: string
  path: string
  kind: 'logo' | 'icon' | 'picture'
  isOnDark?: boolean
  /** For a picture that is part of a larger value. */
  onPicture?: (picture: AssetRef | undefined) => void
}

/** A picture, chosen or dropped, re-encoded by the server and shown as the result. A refusal says why. */
export function PictureField({ label, path, kind, isOnDark, onPicture }: Props) {
  const { slug, brand, set, canEdit } = useEditorView()
  const put = onPicture ?? ((picture: AssetRef | undefined) => set(path, picture))
  const [message, setMessage] = useState<{ text: string; isError: boolean } | null>(null)
  const [isBusy, setBusy] = useState(false)
  const id = useId()
  const parsed = AssetRef.safeParse(valueAt(brand, path))
  const picture = parsed.success ? parsed.data : null

  async function send(file: File | undefined) {
    if (!file || !canEdit) return
    setBusy(true)
    setMessage({ text: say('editor.pictureField.sending'), isError: false })
    try {
      const response = await fetch(`/admin/${slug}/brand/pictures?kind=${kind}`, {
        method: 'POST',
        body: file,
      })
      const answer = Answer.safeParse(await response.json())
      if (!answer.success) throw new Error('not understood')
      if (!answer.data.ok) return setMessage({ text: answer.data.reason, isError: true })
      put(answer.data.picture)
      const { bytesSent, bytesStored } = answer.data
      setMessage({
        text: say('editor.pictureField.redrawnTo', {
          name: file.name,
          bytesSent: size(bytesSent),
          bytesStored: size(bytesStored),
        }),
        isError: false,
      })
    } catch {
      setMessage({ text: say('common.notSentTryAgain'), isError: true })
    } finally {
      setBusy(false)
    }
  }

  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    void send(event.dataTransfer.files[0])
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the file field is the first
    <div
      data-control={path}
      className="grid gap-1.5"
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <span className="text-[13px] font-medium" id={`${id}-label`}>
        {label}
      </span>
      <div className="flex items-center gap-3 rounded-lg border border-dashed border-edge p-2.5">
        <span
          className={`grid h-12 w-28 shrink-0 place-content-center overflow-hidden rounded-md p-2 ${isOnDark ? 'bg-[#18212f]' : 'bg-[#f4f4f5]'}`}
        >
          {picture ? (
            // biome-ignore lint/performance/noImgElement: a tenant's picture is drawn anew already and served as it is
            <img
              src={`/${slug}/assets/${picture.hash}`}
              width={picture.width}
              height={picture.height}
              alt=""
              className="max-h-8 w-auto max-w-24 object-contain"
            />
          ) : (
            <ImageUp className="size-5 text-faint" aria-hidden="true" />
          )}
        </span>
        <div className="grid min-w-0 gap-1 text-[12px]">
          <p className="text-faint">
            {picture
              ? say('editor.pictureField.px', { width: picture.width, height: picture.height })
              : say('editor.pictureField.formats')}
          </p>
          {canEdit && (
            <p className="flex gap-3">
              <label className="cursor-pointer font-medium underline underline-offset-2 has-focus-visible:outline-2">
                {picture ? say('editor.pictureField.replace') : say('editor.pictureField.chooseAFile')}
                <input
                  type="file"
                  className="sr-only"
                  accept="image/png,image/jpeg,image/webp,image/svg+xml"
                  aria-labelledby={`${id}-label`}
                  aria-describedby={message ? `${id}-message` : undefined}
                  disabled={isBusy}
                  onChange={(event) => {
                    void send(event.target.files?.[0])
                    event.target.value = ''
                  }}
                />
              </label>
              {picture && (
                <button
                  type="button"
                  className="cursor-pointer underline underline-offset-2"
                  onClick={() => put(undefined)}
                >
                  {say('editor.pictureField.remove')}
                </button>
              )}
            </p>
          )}
        </div>
      </div>
      {message && (
        <p
          id={`${id}-message`}
          role={message.isError ? 'alert' : 'status'}
          className={`text-[12px] ${message.isError ? 'text-bad' : 'text-faint'}`}
        >
          {message.text}
        </p>
      )}
    </div>
  )
}
