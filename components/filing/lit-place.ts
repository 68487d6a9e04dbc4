import { createContext, useContext, useState, useSyncExternalStore } from 'react'

/** Which field is pointed at, beside the photo or on it: both places of it are lit. Only these two are drawn anew. */
export class LitPlace {
  private path: string | null = null
  private readonly listeners = new Set<() => void>()

  get = () => this.path
  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  light = (path: string | null) => {
    this.path = path
    for (const listener of this.listeners) listener()
  }
}

export const LitPlaceContext = createContext(new LitPlace())

export function useNewLitPlace(): LitPlace {
  return useState(() => new LitPlace())[0]
}

/** Whether the field is pointed at, and what an element that stands for it does with the pointer. */
export function useLit(path: string) {
  const place = useContext(LitPlaceContext)
  const lit = useSyncExternalStore(
    place.subscribe,
    () => place.get() === path,
    () => false,
  )
  return { lit, onMouseEnter: () => place.light(path), onMouseLeave: () => place.light(null) }
}
