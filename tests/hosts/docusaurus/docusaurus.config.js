// A site as `create-docusaurus` begins it, with the line that EMBED.md says. TFE_CHECK_AT is where the checker is.
module.exports = {
  title: "Host",
  url: "https://docs.example.com",
  baseUrl: "/",
  trailingSlash: true,
  onBrokenLinks: "throw",
  scripts: [{ src: `${process.env.TFE_CHECK_AT}element.js`, defer: true }],
  customFields: { checker: process.env.TFE_CHECK_AT },
  presets: [["classic", { docs: { routeBasePath: "/", sidebarPath: false }, blog: false, theme: { customCss: ["./host.css"] } }]],
};
