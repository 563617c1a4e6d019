/** The script that stands in for Meta's pixel until the real one has come. */
import { scriptJson } from './script-json.js'

/** Where browsers get the pixel. */
export const pixelScript = 'https://connect.facebook.net/en_US/fbevents.js'

/**
 * Defines `fbq`, which queues calls for the pixel to work off, and fetches the pixel; nothing where a shop's own tag did.
 * What the pixel looks for: `callMethod` (its own to set), `queue`, `push`, `loaded`, `version`, and `_fbq`.
 */
export function pixelLoader(scriptUrl: string): string {
  // A policy that goes by nonces alone refuses a script that brings none.
  return `((w,d)=>{if(w.fbq)return;
const f=function(){f.callMethod?f.callMethod.apply(f,arguments):f.queue.push(arguments)};
Object.assign(f,{push:f,loaded:true,version:"2.0",queue:[]});
w.fbq=f;w._fbq||=f;
const s=d.createElement("script");
s.nonce=d.currentScript?.nonce??"";
s.async=true;s.src=${scriptJson(scriptUrl)};
d.head.append(s)})(window,document)`
}
