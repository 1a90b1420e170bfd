export function Mark() {
  return (
    <span className="flex items-center gap-2.5 text-[15px] font-semibold">
      <span
        aria-hidden="true"
        className="grid size-6 place-content-center rounded-md bg-ink text-[12px] font-bold text-white"
      >
        R
      </span>
      Rekey
    </span>
  )
}
