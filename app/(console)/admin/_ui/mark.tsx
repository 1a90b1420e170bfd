/** `isWordHidden`: on narrow screens the letter stands alone. */
export function Mark({ isWordHidden = false }: { isWordHidden?: boolean }) {
  return (
    <span className="flex items-center gap-2.5 text-[15px] font-semibold">
      <span
        aria-hidden="true"
        className="grid size-6 shrink-0 place-content-center rounded-md bg-ink text-[12px] font-bold text-white"
      >
        R
      </span>
      <span className={isWordHidden ? 'max-lg:sr-only' : undefined}>Rekey</span>
    </span>
  )
}
