/* Where the compiled engine lies; vite.config.ts says which file it is. */
declare module "trivet-engine.wasm?url" {
  const url: string;
  export default url;
}
