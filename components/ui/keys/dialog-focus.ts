/** Where a dialog puts the focus: its first field, one of its buttons, or the dialog itself, where Enter does nothing. */
export type DialogFocus = 'field' | 'ok' | 'cancel' | 'dialog'

const FIELDS = ['input[type="radio"]:checked', 'input:enabled, textarea:enabled'] as const
const BUTTONS = { ok: '.ant-modal-footer .ant-btn-primary', cancel: '.ant-modal-footer button' } as const

/** Without a field the safe button gets it. */
export function focusInDialog(dialog: HTMLElement | null, place: DialogFocus): void {
  if (!dialog) return
  if (place === 'dialog') {
    dialog.tabIndex = -1
    dialog.focus()
    return
  }
  const selectors = place === 'field' ? [...FIELDS, BUTTONS.cancel] : [BUTTONS[place]]
  const found = selectors.map((selector) => dialog.querySelector<HTMLElement>(selector))
  found.find((element) => element !== null)?.focus()
}
