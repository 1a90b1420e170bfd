type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const isControl = (element: Element | null): element is Control =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement

/** React watches the property of the element itself, so what goes past it, through the prototype, counts as typed. */
function enter(
  control: Control,
  property: 'value' | 'checked',
  given: string | boolean,
  was: string | boolean,
) {
  Reflect.set(control, property, was)
  Reflect.set(Object.getPrototypeOf(control), property, given, control)
}

const optionOf = (select: HTMLSelectElement) =>
  [...select.options].find(({ defaultSelected }) => defaultSelected)?.value ?? select.options[0]?.value ?? ''

/**
 * Tells React what somebody entered before the page's script ran. React leaves it on the screen, tells no handler of it
 * and writes over it with the next change, so what was typed on a slow connection would be shown and not saved.
 */
export function noticeEarlyInput(element: Element | null): void {
  if (!isControl(element)) return
  if (element instanceof HTMLSelectElement) {
    const was = optionOf(element)
    if (element.value === was) return
    enter(element, 'value', element.value, was)
    element.dispatchEvent(new Event('change', { bubbles: true }))
  } else if (element.type === 'checkbox') {
    const { checked, defaultChecked } = element as HTMLInputElement
    if (checked === defaultChecked) return
    enter(element, 'checked', checked, defaultChecked)
    // Not a mouse event, which would switch it once more.
    element.dispatchEvent(new Event('click', { bubbles: true }))
  } else if (element.value !== element.defaultValue) {
    enter(element, 'value', element.value, element.defaultValue)
    element.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
