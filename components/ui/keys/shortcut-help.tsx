'use client'

import { Modal } from 'antd'
import { useState } from 'react'
import styles from './kbd.module.css'
import { keySign, SHORTCUT_GROUPS, SHORTCUTS, type ShortcutName } from './shortcuts'
import { shortcutsOfPage, useShortcuts } from './use-shortcuts'

/** `?` shows every key of the open page; the button does the same for a mouse. */
export function ShortcutHelp({ className }: { className?: string }) {
  const [names, setNames] = useState<readonly ShortcutName[] | null>(null)
  const open = () => setNames(shortcutsOfPage())
  useShortcuts({ help: open })
  return (
    <>
      <span className={styles.help}>
        <button type="button" className={className} aria-label="快捷键" title="快捷键 (?)" onClick={open}>
          <kbd className={styles.kbd}>?</kbd>
        </button>
      </span>
      <Modal
        open={names !== null}
        title="本页快捷键"
        footer={null}
        width={680}
        onCancel={() => setNames(null)}
      >
        <div className={styles.groups}>
          {SHORTCUT_GROUPS.map((group) => (
            <Group key={group} title={group} names={names?.filter((one) => SHORTCUTS[one].group === group)} />
          ))}
        </div>
        <p style={{ marginBottom: 0, color: 'var(--ink-soft)' }}>
          光标在输入框里时，快捷键不起作用；中文输入法打开时照常可用。Esc 关闭窗口。
        </p>
      </Modal>
    </>
  )
}

function Group({ title, names = [] }: { title: string; names: readonly ShortcutName[] | undefined }) {
  if (names.length === 0) return null
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <dl style={{ margin: 0 }}>
        {names.map((name) => (
          <div key={name} className={styles.line}>
            <dt>
              {signsOf(name).map((sign) => (
                <kbd key={sign} className={styles.kbd}>
                  {sign}
                </kbd>
              ))}
            </dt>
            <dd>{SHORTCUTS[name].label}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function signsOf(name: ShortcutName): string[] {
  const { keys, shown } = SHORTCUTS[name]
  return shown ? [shown] : keys.map(keySign)
}
