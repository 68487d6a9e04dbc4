import { HomePage } from '@/components/mobile/home-page'

export default function OwnerHomePage() {
  return <HomePage />
}
