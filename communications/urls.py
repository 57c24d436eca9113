from django.urls import path

from communications import views
from communications.feeds import NewsFeed
from ground.doors.reading import reading_page

urlpatterns = [
    path("noticias/atom.xml", reading_page()(NewsFeed()), name="news_feed"),
    path("noticias/", views.NewsListView.as_view(), name="news_list"),
    path("noticias/<slug:slug>/", views.NewsDetailView.as_view(), name="news_detail"),
]
