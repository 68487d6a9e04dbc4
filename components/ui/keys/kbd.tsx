import styles from './kbd.module.css'
import { keySign, SHORTCUTS, type ShortcutName } from './shortcuts'

/** The key of a shortcut, small, at the end of its button. Not read aloud: the button's name stays its word. */
export function Kbd({ of }: { of: ShortcutName }) {
  return <KbdSign sign={keySign(SHORTCUTS[of].keys[0] ?? '')} />
}

/** The same for a key that is one of several of a shortcut. */
export function KbdSign({ sign }: { sign: string }) {
  return (
    <kbd className={styles.hint} aria-hidden>
      {sign}
    </kbd>
  )
}
