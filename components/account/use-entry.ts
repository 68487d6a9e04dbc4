import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'

/** Navigates after a sign-in or sign-out; clears the query cache first, which may hold data of another account. */
export function useEntry(): (path: string) => void {
  const queryClient = useQueryClient()
  const router = useRouter()
  return (path) => {
    queryClient.clear()
    router.replace(path)
  }
}
