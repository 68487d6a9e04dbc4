import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
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
  const { place, setPlace } = useContext(SideContext)
  useEffect(() => (place?.parentElement ? measure(place, place.parentElement) : undefined), [place])
  return <div className={styles.side} ref={setPlace} />
}

/** Tells the data column how much of it the place covers, so that what is scrolled to stands above. @returns ends it */
function measure(place: HTMLElement, column: HTMLElement): () => void {
  const observer = new ResizeObserver(() =>
    column.style.setProperty('--side-height', `${place.offsetHeight}px`),
  )
  observer.observe(place)
  return () => observer.disconnect()
}

/** Shown at the place, wherever it is rendered. */
export function DeskSide({ children }: { children: ReactNode }) {
  const { place } = useContext(SideContext)
  return place && createPortal(children, place)
}
