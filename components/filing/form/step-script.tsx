'use client'

import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { placeOf } from './places'

const nothing = () => null

/**
 * Draws nothing: what the server draws lazily it names in the first HTML, so that the script of the step that is opened
 * comes with those of the page and need not wait for them.
 */
const scripts = {
  photos: dynamic(() => import('./photos-step').then(() => nothing)),
  codes: dynamic(() => import('./codes-step').then(() => nothing)),
  machine: dynamic(() => import('./details-step').then(() => nothing)),
  other: dynamic(() => import('./other-step').then(() => nothing)),
  done: dynamic(() => import('./summary-step').then(() => nothing)),
}

export function StepScript() {
  const place = placeOf(useSearchParams().get('step')) ?? 'basic'
  if (place === 'basic') return null
  const Script =
    place === 'photos' || place === 'machine' || place === 'other' || place === 'done'
      ? scripts[place]
      : scripts.codes
  return <Script />
}
