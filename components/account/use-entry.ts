import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'

/** Goes on after a sign-in or a sign-out: whatever was loaded for somebody else is forgotten first. */
export function useEntry(): (path: string) => void {
  const queryClient = useQueryClient()
  const router = useRouter()
  return (path) => {
    queryClient.clear()
    router.replace(path)
  }
}
