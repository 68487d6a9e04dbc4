import { useForm } from './form-context'
import { type Place, placeOfPath } from './places'

/** Handler of 下一步: goes to `next` if this step has no faults; otherwise shows them, focuses the first, returns false. */
export function useNext(): (next: Place) => boolean {
  const { check, fail, go, place } = useForm()
  return (next) => {
    const stepFaults = Object.entries(check()).filter(([path]) => placeOfPath(path) === place)
    if (stepFaults.length > 0) fail(Object.fromEntries(stepFaults))
    else go(next)
    return stepFaults.length === 0
  }
}
