import { notFound } from 'next/navigation'

/** Addresses below /m that no page has: answered by app/m/not-found.tsx, with the owner's words. */
export default function UnknownOwnerPage() {
  notFound()
}
