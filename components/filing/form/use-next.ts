import { useForm } from './form-context'
import { type Place, placeOfPath } from './places'

/** 下一步 of a step: what this step must have is there, or its faults are shown and the first one is stood at. */
export function useNext(): (next: Place) => boolean {
  const { check, fail, go, place } = useForm()
  return (next) => {
    const own = Object.entries(check()).filter(([path]) => placeOfPath(path) === place)
    if (own.length > 0) fail(Object.fromEntries(own))
    else go(next)
    return own.length === 0
  }
}
