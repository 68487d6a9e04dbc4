import { createContext, type ReactNode, useContext, useState } from 'react'
import { createPortal } from 'react-dom'
import styles from './desk-frame.module.css'

type Side = { place: HTMLElement | null; setPlace: (place: HTMLElement | null) => void }
const SideContext = createContext<Side>({ place: null, setPlace: () => undefined })

/** Around a desk: lets its actions put a form beside the photos instead of over them. */
export function DeskSideProvider({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  return <SideContext value={{ place, setPlace }}>{children}</SideContext>
}

/** The last of the data column; stays in view while the data above it scrolls. */
export function DeskSidePlace() {
  return <div className={styles.side} ref={useContext(SideContext).setPlace} />
}

/** Shown at the place, wherever it is rendered. */
export function DeskSide({ children }: { children: ReactNode }) {
  const { place } = useContext(SideContext)
  return place && createPortal(children, place)
}
