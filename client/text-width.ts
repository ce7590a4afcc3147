/** East Asian wide and full-width characters take two columns; those beyond the first plane are two of JavaScript's already. */
const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/g;

export const widthOf = (text: string): number => text.length + (text.match(wide)?.length ?? 0);
